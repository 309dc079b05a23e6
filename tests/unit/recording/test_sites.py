import sys

from fake_comet.recording.sites import UNKNOWN_SITE, Site, Sites, user_frame


def test_a_line_has_one_number_however_often_it_runs():
    sites = Sites()
    numbers = [sites.number(sys._getframe()) for _ in range(3)]
    other = sites.number(sys._getframe())
    assert len(set(numbers)) == 1
    assert other != numbers[0]
    assert sites[other] == Site(__file__, sites[numbers[0]].line + 1, sites[other].function)


def test_number_zero_is_the_unknown_site():
    assert Sites()[0] == UNKNOWN_SITE
    assert str(UNKNOWN_SITE) == "<unknown>:0"


def test_code_is_kept_so_that_its_identity_is_not_reused():
    sites = Sites()
    found = set()
    for number in range(50):
        names = {"sites": sites, "sys": sys}
        source = compile("number = sites.number(sys._getframe())", f"file{number}", "exec")
        exec(source, names)
        del source
        found.add(sites[names["number"]].file)
    assert len(found) == 50


def test_saved_sites_keep_their_numbers():
    sites = Sites()
    sites.restore([["<unknown>", 0, ""], ["a.py", 3, "f"]])
    assert sites[1] == Site("a.py", 3, "f")


def test_the_user_frame_is_the_nearest_outside_of_the_package():
    names = {"__name__": "fake_comet.sdk.x", "user_frame": user_frame}
    exec("def inner(): return user_frame()\ndef outer(): return inner()", names)
    assert names["outer"]().f_code.co_name == sys._getframe().f_code.co_name
