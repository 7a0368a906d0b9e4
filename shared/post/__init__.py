"""The machine of mails: they are owed by an event, wait, are sent, put off, refused or dropped.

A service brings its purposes, its templates, and whom a mail reaches when it is sent. What it
stores holds no address. `naming` says what the service's documents call what a mail is about.
"""

from shared.post.alarms import MailAlarms
from shared.post.fanning import start_mailing, write_page
from shared.post.letters import Letter, Letters
from shared.post.mailing import Mailing
from shared.post.mailings import MAILINGS, Mailings
from shared.post.mails import Mails, mails_declaration
from shared.post.naming import Naming
from shared.post.outage import Interval, time_down
from shared.post.outages import OUTAGES, Outages
from shared.post.post import Outgoing, Post
from shared.post.queued import LOST, NOT_YET, MailState, QueuedMail
from shared.post.sending import answers_to, one_click, send_mail, write_mail

__all__ = [
    "LOST",
    "MAILINGS",
    "NOT_YET",
    "OUTAGES",
    "Interval",
    "Letter",
    "Letters",
    "MailAlarms",
    "MailState",
    "Mailing",
    "Mailings",
    "Mails",
    "Naming",
    "Outages",
    "Outgoing",
    "Post",
    "QueuedMail",
    "answers_to",
    "mails_declaration",
    "one_click",
    "send_mail",
    "start_mailing",
    "time_down",
    "write_mail",
    "write_page",
]
