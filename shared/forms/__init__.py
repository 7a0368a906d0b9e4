"""What people fill in, declared once; `shared.forms.field` is all that a domain imports of it.

From the declarations follow the schema of the API (`schema`), the description that pages read
(`described`), the reading of what was typed (`reading`) and its writing (`writing`), the sentence
of each error (`sentences`), and what differs between two revisions (`revision`). Layout, rules
that join several fields, and saving are nobody's here.
"""
