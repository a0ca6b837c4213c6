"""Where the web server meets the running process."""

from bot.handling import Handling
from bot.intake import Intake
from bot.listen_address import ListenAddress
from bot.services import Services
from bot.web.health import Health
from bot.web.metrics import Metrics
from bot.web.pages import Pages
from bot.web.server import WebServer


def join_web(address: ListenAddress, services: Services, intake: Intake, handling: Handling) -> WebServer:
    """The server, which does not listen yet."""
    health = Health(services.database, intake, services.clock)
    metrics = Metrics(health, handling, services.clock().timestamp())
    pages = Pages(services.public, services.content.catalogues, services.clock)
    return WebServer(address, health, metrics, pages)
