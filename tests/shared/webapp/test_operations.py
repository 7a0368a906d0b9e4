"""What operators ask: is it alive, is it ready, how does it do, what does it offer."""

from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from structlog.testing import capture_logs

from shared.documents import StoreUnavailable
from shared.webapp.operations import METRICS_HOSTS
from tests.shared.webapp.conftest import Service


def test_a_process_is_alive_whatever_is_down(service: Service) -> None:
    service.faults.append(StoreUnavailable())
    assert service.client.get("/livez").status_code == 200


@pytest.mark.parametrize("fault", [StoreUnavailable(), OSError("mongodb://user:hush@host")])
def test_a_service_is_ready_when_its_store_answers(service: Service, fault: Exception) -> None:
    service.faults.append(fault)
    with capture_logs() as logs:
        answer = service.client.get("/readyz")
    assert (answer.status_code, answer.json["slug"]) == (503, "not_ready")
    assert answer.headers["Retry-After"] == "1"
    assert "hush" not in answer.text + str(logs)
    assert [log["error"] for log in logs] == [type(fault).__name__]
    service.faults.clear()
    assert service.client.get("/readyz").status_code == 200


def test_figures_are_shown_to_prometheus(service: Service) -> None:
    service.client.get("/api/v1/things/")
    answer = service.client.get("/metrics")
    assert answer.content_type.startswith("text/plain")
    assert 'route="/api/v1/things/",status="200"} 1.0' in answer.text


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics"])
def test_figures_are_read_by_no_name_of_others_and_probes_by_any(
    service: Service, path: str
) -> None:
    by = {
        host: service.client.get(path, base_url=f"http://{host}").status_code
        for host in ("evil.example", "evil.example:9001", "10.1.2.3:8080", "contests-web:8001")
    }
    strange = 404 if path == "/metrics" else 200
    assert list(by.values()) == [strange, strange, 200, 200]
    service.app.config[METRICS_HOSTS] = ("evil.example",)
    assert service.client.get(path, base_url="http://evil.example").status_code == 200


def test_the_contract_is_valid_openapi(service: Service) -> None:
    document = service.client.get("/openapi.json").json
    OpenAPIV31SpecValidator(document).validate()
    assert document["openapi"].startswith("3.1")
    assert document["info"] == {"title": "Kermesse things", "version": "1.2.3"}


def test_the_contract_says_what_is_open(service: Service) -> None:
    document = service.client.get("/openapi.json").json
    paths = document["paths"]
    assert document["security"] == [{"bearer": []}]
    assert "security" not in paths["/api/v1/things/"]["post"]
    assert "security" not in paths["/api/v1/things/{thing_id}"]["put"]
    assert paths["/api/v1/things/"]["get"]["security"] == []
    assert "x-roles" not in paths["/api/v1/things/"]["get"]
    assert paths["/api/v1/things/"]["post"]["x-roles"]


def test_the_contract_describes_problems(service: Service) -> None:
    document = service.client.get("/openapi.json").json
    responses = document["components"]["responses"]
    for name in ("DEFAULT_ERROR", "UNPROCESSABLE_ENTITY"):
        schema = responses[name]["content"]["application/problem+json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/Problem"}
    answer = service.client.get("/api/v1/things/fails/bug").json
    assert set(document["components"]["schemas"]["Problem"]["required"]) == set(answer)


def test_the_contract_is_the_same_each_time(service: Service) -> None:
    first, second = (service.client.get("/openapi.json").data for _ in range(2))
    assert first == second


def test_there_are_no_static_files(service: Service) -> None:
    assert service.app.static_folder is None
    assert not Path(service.app.root_path, "static").exists()
