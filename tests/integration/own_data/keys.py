from people.keys import KeyRing
from tests.integration.conftest import SECRET

KEYS = KeyRing(SECRET)
