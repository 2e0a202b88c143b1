"""`POST /render-template`: what each kind wants, where templates come from, the order of checks and the words."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from meilifake import MeiliFake

EMBEDDERS = {
    "user": {"source": "userProvided", "dimensions": 2},
    "text": {"source": "openAi", "apiKey": "x", "documentTemplate": "T {{ doc.title }}", "documentTemplateMaxBytes": 3},
    "parts": {
        "source": "rest", "url": "http://localhost:1", "dimensions": 2, "request": "{{fragment}}", "response": "{{embedding}}",
        "indexingFragments": {"a": {"value": {"t": "{{ doc.title }}", "n": [1]}}}, "searchFragments": {"s": {"value": "{{ q }}"}},
    },
}  # fmt: skip
CHAT = "{% for f in fields %}{{ f.name }}:{{ f.is_searchable }} {% endfor %}"
INLINE = {"kind": "inlineDocumentTemplate", "inline": "{{ doc.title }}"}


@pytest.fixture
def client() -> Any:
    with MeiliFake() as fake, httpx.Client(transport=fake.transport, base_url="http://fake") as client:
        client.patch("/experimental-features", json={"renderRoute": True, "multimodal": True, "chatCompletions": True})
        client.post("/indexes/i/documents", json=[{"id": 1, "title": "A", "o": {"x": 1}, "_geo": {"lat": 1, "lng": 1}}])
        client.patch("/indexes/i/settings", json={"searchableAttributes": ["title", "o.x"], "chat": {"documentTemplate": CHAT}})
        client.patch("/indexes/settings/settings", json={"embedders": EMBEDDERS})
        yield client


def rendered(client: httpx.Client, template: Any, input_: Any = None) -> Any:
    body = client.post("/render-template", json={"template": template, "input": input_}).json()
    return body["rendered"] if "rendered" in body else (body["code"], body["message"])


@pytest.mark.parametrize(
    ("template", "input_", "output"),
    [
        (INLINE, {"kind": "indexDocument", "indexUid": "i", "id": "1"}, "A"),
        (INLINE, {"kind": "inlineDocument", "inline": {"title": "B"}}, "B"),
        (INLINE, None, None),
        (
            {"kind": "documentTemplate", "indexUid": "settings", "embedder": "text"},
            {"kind": "inlineDocument", "inline": {"title": "Long"}},
            "T Long",
        ),
        (
            {"kind": "chatDocumentTemplate", "indexUid": "i"},
            {"kind": "indexDocument", "indexUid": "i", "id": "1"},
            "id:false title:true o:false ",
        ),
        ({"kind": "chatDocumentTemplate", "indexUid": "i"}, {"kind": "inlineDocument", "inline": {"z": 1}}, "z:true "),
        (
            {"kind": "indexingFragment", "indexUid": "settings", "embedder": "parts", "fragment": "a"},
            {"kind": "indexDocument", "indexUid": "i", "id": "1"},
            {"t": "A", "n": [1]},
        ),
        (
            {"kind": "searchFragment", "indexUid": "settings", "embedder": "parts", "fragment": "s"},
            {"kind": "inlineSearch", "inline": {"q": "hey", "media": {}}},
            "hey",
        ),
        (
            {"kind": "inlineFragment", "inline": {"a": [1, "{{ media.x }}"]}},
            {"kind": "inlineSearch", "inline": {"media": {"x": 2}}},
            {"a": [1, "2"]},
        ),
    ],
)
def test_rendered(client: httpx.Client, template: Any, input_: Any, output: Any) -> None:
    assert rendered(client, template, input_) == output


@pytest.mark.parametrize(
    ("template", "code", "words"),
    [
        ({"kind": "documentTemplate"}, "invalid_render_template", "parameter `index_uid` missing for kind `documentTemplate`"),
        (
            {"kind": "documentTemplate", "fragment": "a"},
            "invalid_render_template",
            "parameter `fragment` disallowed for kind `documentTemplate`",
        ),
        ({**INLINE, "embedder": "x"}, "invalid_render_template", "parameter `embedder` disallowed for kind `inlineDocumentTemplate`"),
        ({**INLINE, "inline": 5}, "invalid_render_template", "inline document templates must be strings"),
        ({**INLINE, "inline": None}, "invalid_render_template", "parameter `inline` missing for kind `inlineDocumentTemplate`"),
        (
            {"kind": "documentTemplate", "indexUid": "no", "embedder": "e"},
            "index_not_found",
            "cannot open index `no`: Index `no` not found.",
        ),
        (
            {"kind": "documentTemplate", "indexUid": "i", "embedder": "e"},
            "invalid_render_template",
            "cannot find embedder `e` in index `i`",
        ),
        (
            {"kind": "documentTemplate", "indexUid": "settings", "embedder": "user"},
            "invalid_render_template",
            "embedder `user` in index `settings` does not use a document template.",
        ),
        (
            {"kind": "indexingFragment", "indexUid": "settings", "embedder": "text", "fragment": "a"},
            "invalid_render_template",
            "embedder `text` in index `settings` does not use fragments.",
        ),
        (
            {"kind": "searchFragment", "indexUid": "settings", "embedder": "parts", "fragment": "a"},
            "invalid_render_template",
            "cannot find search fragment `a` for embedder `parts` in index `settings`",
        ),
        (
            {"kind": "searchFragment", "indexUid": "i", "embedder": "e", "fragment": "a"},
            "invalid_render_template",
            "cannot find indexing fragment `a` for embedder `e` in index `i`",
        ),
        (
            {**INLINE, "inline": "{{ x"},
            "template_parsing_error",
            "user error: cannot parse template: liquid:  --> 1:4\n  |\n1 | {{ x\n  |    ^---\n  |\n  = expected Literal\n",
        ),
        (
            {"kind": "inlineFragment", "inline": ["{{ x"]},
            "template_parsing_error",
            "in ``[0]``, error while parsing template: liquid:  --> 1:4\n  |\n1 | {{ x\n  |    ^---\n  |\n  = expected Literal\n",
        ),
    ],
)
def test_templates_refused(client: httpx.Client, template: Any, code: str, words: str) -> None:
    assert rendered(client, template) == (code, f"error while fetching template: {words}")


@pytest.mark.parametrize(
    ("input_", "code", "message"),
    [
        (
            {"kind": "indexDocument", "id": "1"},
            "invalid_render_input",
            "error while fetching input: parameter `indexUid` missing for kind `indexDocument`",
        ),
        (
            {"kind": "indexDocument", "indexUid": "i", "id": "9"},
            "render_document_not_found",
            "error while fetching input: document `9` not found in `i`",
        ),
        (
            {"kind": "indexDocument", "indexUid": "i", "id": ""},
            "internal",
            "error while fetching input: internal error: MDB_BAD_VALSIZE: Unsupported size of key/DB name/data, or wrong DUPFIXED size",
        ),
        ({"kind": "inlineDocument", "indexUid": "no", "inline": {}}, "index_not_found", "Cannot open index `no`: Index `no` not found."),
        (
            {"kind": "inlineDocument", "indexUid": "i", "inline": {}},
            "invalid_render_input",
            "error while fetching input: parameter `index_uid` disallowed for kind `inlineDocument`",
        ),
        (
            {"kind": "inlineDocument", "inline": "é"},
            "invalid_render_input",
            'error while fetching input: parsing inline document: invalid type: string "é", expected a map at line 1 column 4\n'
            "  - Note: the inline document must be a JSON map",
        ),
        (
            {"kind": "inlineSearch", "inline": [1]},
            "invalid_render_input",
            "error while fetching input: parsing inline search: invalid type: sequence, expected a map at line 1 column 0\n"
            "  - Note: the inline search query must be a JSON map containing `q` and/or `media`",
        ),
        ({"kind": "inlineSearch", "inline": {"q": None}}, "invalid_render_input", "error while fetching input: `q` is not a string"),
        (
            {"kind": "inlineSearch", "inline": {}},
            "template_rendering_error",
            "error while rendering template: cannot render a document template with a search query",
        ),
        (
            {"kind": "inlineDocument", "inline": {"a": 1}},
            "template_rendering_error",
            "error while rendering template: user error: missing field in document: liquid: Unknown index\n  with:\n    variable=doc\n"
            "    requested index=title\n    available indexes=a\n",
        ),
    ],
)
def test_inputs_refused(client: httpx.Client, input_: Any, code: str, message: str) -> None:
    assert rendered(client, INLINE, input_) == (code, message)


def test_the_gate_comes_after_the_body(client: httpx.Client) -> None:
    client.patch("/experimental-features", json={"renderRoute": False})
    assert client.post("/render-template", json={}).json()["message"] == "Missing field `template`"
    assert rendered(client, INLINE)[1].startswith("calling the /render-template route requires enabling the `render_route` experimental")


def test_features_of_kinds(client: httpx.Client) -> None:
    client.patch("/experimental-features", json={"multimodal": False, "chatCompletions": False})
    for template, action in [
        ({"kind": "chatDocumentTemplate"}, "template: accessing chat settings"),
        ({"kind": "indexingFragment"}, "template: accessing fragments"),
        ({"kind": "inlineFragment"}, "template: rendering an inline fragment"),
    ]:
        code, message = rendered(client, template)
        assert (code, message.partition(" requires")[0]) == ("feature_not_enabled", f"error while fetching {action}")
    code, message = rendered(client, INLINE, {"kind": "inlineSearch"})
    assert (code, message.partition(" requires")[0]) == ("feature_not_enabled", "error while fetching input: rendering search")


def test_both_indexes_must_be_in_the_scope_of_the_key() -> None:
    with (
        MeiliFake(master_key="a master key that is long") as fake,
        httpx.Client(transport=fake.transport, base_url="http://fake") as client,
    ):
        master = {"authorization": "Bearer a master key that is long"}
        client.patch("/experimental-features", json={"renderRoute": True}, headers=master)
        wanted = {"actions": ["settings.get", "documents.get"], "indexes": ["mine"], "expiresAt": None}
        key = client.post("/keys", json=wanted, headers=master).json()["key"]
        body = {"template": INLINE, "input": {"kind": "indexDocument", "indexUid": "yours", "id": "1"}}
        answer = client.post("/render-template", json=body, headers={"authorization": f"Bearer {key}"})
        assert (answer.status_code, answer.json()["message"]) == (403, "The provided API key is invalid.")


def test_the_present_moment_is_that_of_the_clock() -> None:
    with MeiliFake(now="2031-05-06T07:08:09.25Z") as fake, httpx.Client(transport=fake.transport, base_url="http://fake") as client:
        client.patch("/experimental-features", json={"renderRoute": True})
        template = {"kind": "inlineDocumentTemplate", "inline": "{{ 'now' | date: '%Y-%m-%d' }} {{ doc.at | date: '%H:%M:%S.%L' }}"}
        document = {"kind": "inlineDocument", "inline": {"at": " Today"}}
        assert rendered(client, template, document) == "2031-05-06 07:08:09.250"


def test_a_crash_is_told_in_a_preview_and_in_a_task(client: httpx.Client) -> None:
    words = "Grammar ensures matches are parseable as integers.: ParseIntError { kind: PosOverflow }"
    code, message = rendered(client, {**INLINE, "inline": "{{ 99999999999999999999 }}"})
    assert (code, message) == ("internal", f'task 1 panicked with message "{words}"')
    chat = {"documentTemplate": "{{ 99999999999999999999 }}"}
    task = client.patch("/indexes/i/settings", json={"chat": chat}).json()["taskUid"]
    error = client.get(f"/tasks/{task}").json()["error"]
    assert error["message"] == f"An unexpected crash occurred when processing the task: {words}"
