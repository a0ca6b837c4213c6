"""How the bot looks after its webhook at Telegram."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from structlog.testing import capture_logs

from bot.asking import Asking, FeedError
from bot.webhook import Webhook

URL = "https://bot.example.se:8443/telegram"
SECRET = "a-secret-of-the-webhook"


@dataclass
class Telegram:
    """What `getWebhookInfo` tells, and every question asked."""

    told: dict[str, Any] = field(default_factory=lambda: {"url": "", "pending_update_count": 0})
    asked: list[str] = field(default_factory=list)
    settings: list[Mapping[str, Any]] = field(default_factory=list)
    refusal: FeedError | None = None
    pauses: list[float] = field(default_factory=list)

    async def ask(self, method: str, question: Mapping[str, Any], wait: float = 0.0) -> Any:
        self.asked.append(method)
        if method == "getWebhookInfo":
            return dict(self.told)
        if self.refusal:
            raise self.refusal
        self.settings.append(question)
        self.told |= {"url": question["url"], "max_connections": question["max_connections"]}
        return True

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    def fails(self, at: int, why: str = "Connection timed out", waiting: int = 1) -> None:
        self.told |= {"last_error_date": at, "last_error_message": why, "pending_update_count": waiting}


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def webhook(telegram: Telegram) -> Webhook:
    webhook = Webhook(cast("Asking", telegram), URL, SECRET, ("message", "callback_query"), telegram.pause)
    webhook.begin()
    return webhook


async def test_it_is_set_at_once_and_then_only_looked_at(webhook: Webhook, telegram: Telegram) -> None:
    assert [await webhook.fetch(100) for _ in range(3)] == [[], [], []]
    assert telegram.settings == [
        {
            "url": URL,
            "secret_token": SECRET,
            "max_connections": 40,
            "allowed_updates": ["message", "callback_query"],
        }
    ]
    assert telegram.asked == ["getWebhookInfo", "setWebhook", "getWebhookInfo", "getWebhookInfo"]
    assert telegram.pauses == [0.0, 10.0, 10.0]


async def test_who_takes_the_lead_sets_it_again_for_the_secret_may_be_another(
    webhook: Webhook, telegram: Telegram
) -> None:
    await webhook.fetch(100)
    webhook.begin()
    await webhook.fetch(100)
    assert [each["max_connections"] for each in telegram.settings] == [40, 40]
    assert telegram.pauses == [0.0, 0.0]


async def test_where_updates_wait_telegram_is_made_to_begin_anew(webhook: Webhook, telegram: Telegram) -> None:
    for waiting in (5, 5, 5, 0):
        telegram.told["pending_update_count"] = waiting
        webhook.begin()
        await webhook.fetch(100)
    assert [each["max_connections"] for each in telegram.settings] == [40, 39, 40, 40]
    assert all("drop_pending_updates" not in each for each in telegram.settings)


async def test_it_is_set_again_when_telegram_tells_another_address(webhook: Webhook, telegram: Telegram) -> None:
    await webhook.fetch(100)
    telegram.told["url"] = ""
    await webhook.fetch(100)
    assert (len(telegram.settings), telegram.told["url"]) == (2, URL)


async def test_an_old_failure_says_nothing_and_a_new_one_counts_until_something_comes(
    webhook: Webhook, telegram: Telegram
) -> None:
    telegram.fails(at=100)
    with capture_logs() as lines:
        assert await webhook.fetch(100) == []
        assert await webhook.fetch(100) == []
        telegram.fails(at=105)
        # Telegram tries again after up to two minutes: between two failures nothing is better
        assert [await webhook.fetch(100) for _ in range(2)] == [None, None]
        telegram.fails(at=165)
        assert await webhook.fetch(100) is None
        webhook.reached()
        assert await webhook.fetch(100) == []
        telegram.fails(at=200)
        webhook.reached()  # what failed has come since
        assert await webhook.fetch(100) == []
        telegram.fails(at=220)
        assert await webhook.fetch(100) is None
        telegram.told["pending_update_count"] = 0
        assert await webhook.fetch(100) == []
    warnings = [line for line in lines if line["log_level"] == "warning"]
    assert [line["event"] for line in warnings] == ["Telegram does not reach the webhook"] * 2
    assert warnings[0]["trouble"] == "Connection timed out"


async def test_telegrams_reason_is_told_without_address_and_secret(webhook: Webhook, telegram: Telegram) -> None:
    await webhook.fetch(100)
    with capture_logs() as lines:
        telegram.fails(at=1, why=f"Failed to resolve host bot.example.se\n of {URL} with {SECRET}" + "x" * 999)
        await webhook.fetch(100)
    assert "Failed to resolve host" in lines[-1]["trouble"]
    assert len(lines[-1]["trouble"]) <= 200
    telegram.refusal = FeedError("answered 400", reason=f"Bad Request: bad webhook: {URL} is reserved")
    webhook.begin()
    with pytest.raises(FeedError) as caught:
        await webhook.fetch(100)
    assert caught.value.kind == "answered 400: Bad Request: bad webhook: … is reserved"
    assert "example" not in str(lines) + repr(caught.value)
    assert SECRET not in str(lines)


async def test_what_could_not_be_set_is_tried_again_without_a_rest(webhook: Webhook, telegram: Telegram) -> None:
    telegram.refusal = FeedError("answered 429", retry_after=3, reason="Too Many Requests: retry after 3")
    with pytest.raises(FeedError) as caught:
        await webhook.fetch(100)
    assert (caught.value.kind, caught.value.retry_after) == ("answered 429", 3)
    telegram.refusal = None
    assert await webhook.fetch(100) == []
    assert telegram.pauses == [0.0, 0.0]
    assert len(telegram.settings) == 1


@pytest.mark.parametrize("told", [[], "yes", None])
async def test_an_answer_that_tells_nothing_is_trouble(webhook: Webhook, told: Any) -> None:
    async def ask(*_: object) -> Any:
        return told

    webhook.asking = cast("Asking", type("Odd", (), {"ask": staticmethod(ask)}))
    with pytest.raises(FeedError):
        await webhook.fetch(100)


async def test_odd_figures_are_no_failure(webhook: Webhook, telegram: Telegram) -> None:
    telegram.told |= {"last_error_date": "soon", "pending_update_count": None}
    assert [await webhook.fetch(100) for _ in range(2)] == [[], []]
