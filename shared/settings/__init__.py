"""Settings: environment → frozen dataclass; whatever is wrong stops the start, all of it at once.

`environ-config` is not used: it stops at the first malformed value, and knows neither examples nor
secrets, which the documentation and the messages need.

    @dataclass(frozen=True)
    class ContestsSettings(CommonSettings):
        beacon: str = setting("KERMESSE_BEACON_URL", example="https://api.drand.sh", converter=url)

    with exit_on_setting_error():
        settings = load(ContestsSettings, os.environ)
"""

from shared.settings.addresses import (
    host,
    mail_server,
    mailbox,
    server_list,
    service_url,
    site,
    url,
    url_list,
    web_url,
)
from shared.settings.common import (
    CommonSettings,
    MailSettings,
    ProxySettings,
    StorageSettings,
    WorkerSettings,
    health_port,
)
from shared.settings.converters import (
    Converter,
    base64_key,
    boolean,
    choice,
    integer_between,
    list_of,
    long_text,
    name_part,
    seconds,
    text,
    text_list,
)
from shared.settings.declare import (
    MISCONFIGURED,
    SettingError,
    SettingRow,
    describe,
    exit_on_setting_error,
    load,
    setting,
    setting_each,
)

__all__ = [
    "MISCONFIGURED",
    "CommonSettings",
    "Converter",
    "MailSettings",
    "ProxySettings",
    "SettingError",
    "SettingRow",
    "StorageSettings",
    "WorkerSettings",
    "base64_key",
    "boolean",
    "choice",
    "describe",
    "exit_on_setting_error",
    "health_port",
    "host",
    "integer_between",
    "list_of",
    "load",
    "long_text",
    "mail_server",
    "mailbox",
    "name_part",
    "seconds",
    "server_list",
    "service_url",
    "setting",
    "setting_each",
    "site",
    "text",
    "text_list",
    "url",
    "url_list",
    "web_url",
]
