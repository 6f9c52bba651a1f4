"""A Hotmart that runs on this machine, for tests, demonstrations and the curious.

    with Simulator(Settings(sales=1_000)).serve() as hotmart:
        print(hotmart.api_url, hotmart.client_id)
        hotmart.simulator.advance(days=30)

It is built from what is known of the real API (the dossier) and shares no code with this package's
client. The account, its people and its products are invented.
"""

from hotmart.simulator.faults import FAULTS, FaultSpecError
from hotmart.simulator.settings import Settings
from hotmart.simulator.simulator import Served, Simulator, serve_forever

__all__ = ["FAULTS", "FaultSpecError", "Served", "Settings", "Simulator", "serve_forever"]
