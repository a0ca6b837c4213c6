"""What an operator sets, in the environment or `.env`. Every problem is told at once; no secret is ever printed."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.listen_address import ListenAddress, parse_listen_address
from bot.webhook_address import HOW_TO_MAKE_ONE, check_address, check_secret
from delivery.mail import MailServerError, read_mail_server
from digests.period import Daily, PeriodError, QuietHours, Weekly, parse_daily, parse_quiet_hours, parse_weekly

_ADDRESS = re.compile(
    r"[A-Za-z0-9._%+-]{1,64}@(?=.{4,190}$)([A-Za-z0-9-]+\.)+[A-Za-z]{2,}|[A-Za-z0-9._%+-]{1,64}@localhost"
)
"""Addresses as offices have them: no quotes, no spaces, no line breaks, nothing that a header could be broken with."""

KEY_LENGTH = 32
HOW_TO_MAKE_A_KEY = "make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"


class SettingsError(Exception):
    """The settings are not usable."""

    def __init__(self, problems: list[str]) -> None:
        """One line a problem."""
        super().__init__("\n".join(problems))
        self.problems = problems


def _split(value: Any) -> Any:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


class Settings(BaseSettings):
    """The settings by their names in `.env.example`."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", env_ignore_empty=True, enable_decoding=False, frozen=True
    )

    bot_token: SecretStr | None = None
    bot_api_url: str = "https://api.telegram.org"
    database_url: SecretStr = SecretStr("sqlite+aiosqlite:///data/lofteskollen.db")
    secret_key: SecretStr | None = None
    retired_secret_key: SecretStr | None = None
    staff_ids: Annotated[tuple[int, ...], BeforeValidator(_split)] = ()
    duty_ids: Annotated[tuple[int, ...], BeforeValidator(_split)] = ()
    timezone: ZoneInfo = Field(default=ZoneInfo("Europe/Stockholm"))
    content_dir: Path = Path("content/sandviken")
    export_dir: Path = Path("data/exports")
    staff_digest_at: Daily = Daily(7, 30)
    follower_digest_at: Weekly = Weekly(0, 17, 0)
    quiet_hours: QuietHours = Field(default_factory=lambda: parse_quiet_hours("21:00-07:00"))
    min_group_public: int = Field(default=10, ge=3, le=1000)
    min_group_staff: int = Field(default=5, ge=3, le=1000)
    publish_signatures: int = Field(default=2, ge=1, le=2)
    smtp_url: SecretStr | None = None
    staff_mail: Annotated[tuple[str, ...], BeforeValidator(_split)] = ()
    mail_from: str = ""
    kiosk_per_hour: int = Field(default=30, ge=1, le=500)
    send_rate: int = Field(default=25, ge=1, le=1000)
    http_listen: ListenAddress | None = None
    webhook_url: SecretStr | None = None
    webhook_secret: SecretStr | None = Field(default=None, validate_default=True)
    webhook_listen: ListenAddress = ListenAddress("127.0.0.1", 9101)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @field_validator("bot_api_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("must be an address that starts with https:// (or http:// for a server on this machine)")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: SecretStr) -> SecretStr:
        if not value.get_secret_value().startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://")):
            raise ValueError("must start with sqlite+aiosqlite:/// or postgresql+asyncpg://")
        return value

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        try:
            if value is not None:
                read_mail_server(value.get_secret_value())
        except MailServerError as error:
            raise ValueError(str(error)) from None
        return value

    @field_validator("staff_mail")
    @classmethod
    def _addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for place, address in enumerate(value, 1):
            if not _ADDRESS.fullmatch(address):
                raise ValueError(f"number {place} is no e-mail address, as anna.berg@example.se")
        return tuple(dict.fromkeys(value))

    @field_validator("mail_from")
    @classmethod
    def _from(cls, value: str) -> str:
        if value and not _ADDRESS.fullmatch(value):
            raise ValueError("is no e-mail address, as lofteskollen@example.se")
        return value

    @model_validator(mode="after")
    def _mail_complete(self) -> "Settings":
        if self.staff_mail and self.smtp_url is None:
            raise ValueError("STAFF_MAIL: there are addresses, but no SMTP_URL to send from")
        return self

    @property
    def mail_sender(self) -> str:
        """The address e-mail comes from: MAIL_FROM, or our name where the first reader gets their mail."""
        return self.mail_from or f"lofteskollen@{self.staff_mail[0].rpartition('@')[2]}"

    @field_validator("secret_key", "retired_secret_key")
    @classmethod
    def _long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < KEY_LENGTH:
            raise ValueError(f"must have {KEY_LENGTH} characters or more; {HOW_TO_MAKE_A_KEY}")
        return value

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        number, _, rest = (value.get_secret_value() if value else "0:x").partition(":")
        if not (number.isdigit() and rest):
            raise ValueError("is not a bot token; BotFather gives one that looks like 123456:ABC…")
        return value

    @field_validator("timezone", mode="before")
    @classmethod
    def _zone(cls, value: Any) -> Any:
        try:
            return ZoneInfo(value) if isinstance(value, str) else value
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError("is no time zone; Europe/Stockholm is one") from error

    @field_validator("webhook_url")
    @classmethod
    def _webhook(cls, value: SecretStr | None, info: Any) -> SecretStr | None:
        token = info.data.get("bot_token")
        if value is not None:
            check_address(value.get_secret_value(), token.get_secret_value() if token else "")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _webhook_secret(cls, value: SecretStr | None, info: Any) -> SecretStr | None:
        if value is not None:
            check_secret(value.get_secret_value())
        elif info.data.get("webhook_url"):
            raise ValueError(f"is needed beside WEBHOOK_URL, or anybody could speak as Telegram; {HOW_TO_MAKE_ONE}")
        return value

    @field_validator("http_listen", "webhook_listen", mode="before")
    @classmethod
    def _listen(cls, value: Any) -> Any:
        return parse_listen_address(value) if isinstance(value, str) else value

    @field_validator("staff_digest_at", "follower_digest_at", "quiet_hours", mode="before")
    @classmethod
    def _times(cls, value: Any, info: Any) -> Any:
        readers = {
            "staff_digest_at": parse_daily,
            "follower_digest_at": parse_weekly,
            "quiet_hours": parse_quiet_hours,
        }
        try:
            return readers[info.field_name](value) if isinstance(value, str) else value
        except PeriodError as error:
            raise ValueError(str(error)) from error


def read_settings(**given: Any) -> Settings:
    """The settings from the environment and `.env`.

    Raises:
        SettingsError: one line a problem, without any value in it.
    """
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError(
            [_line(problem) for problem in error.errors(include_input=False, include_url=False)]
        ) from None


def _line(problem: Any) -> str:
    message = str(problem["msg"]).removeprefix("Value error, ")
    return f"{str(problem['loc'][0]).upper()}: {message}" if problem["loc"] else message
