from meilifake.routes.searches import request_of
from meilifake.schema.search import SearchQuery


def test_one_request_of_a_body_that_comes_again():
    body, equal = SearchQuery(q="light", limit=3), SearchQuery(q="light", limit=3)
    assert request_of("i", body) is request_of("i", body)
    assert request_of("i", body) == request_of("i", equal)
    assert request_of("i", body) is not request_of("i", equal)


def test_another_body_or_index_has_its_own():
    body = SearchQuery(q="light")
    assert request_of("j", body) == request_of("i", body)._replace(index_uid="j")
    for number in range(300):
        assert request_of("i", SearchQuery(q=f"light {number}")).q == f"light {number}"
    assert request_of("i", body).q == "light"
