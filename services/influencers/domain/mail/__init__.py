"""What mails of influencers are about; how they wait and leave is `shared/post`."""

from services.influencers.domain.mail.purpose import Purpose

__all__ = ["Purpose"]
