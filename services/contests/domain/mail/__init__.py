"""What mails of contests are about; how they wait and leave is `shared/post`."""
