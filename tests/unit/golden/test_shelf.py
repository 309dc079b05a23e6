from fake_comet.golden import Place, Shelf


def test_files_are_written_together_at_the_end(tmp_path):
    shelf, path = Shelf(), tmp_path / "goldens" / "test_a" / "x.jsonl"
    shelf.stage(path, "ä\n")
    assert not path.exists()
    assert shelf.write() == 1
    assert path.read_bytes() == "ä\n".encode()


def test_what_other_processes_found_counts_too(tmp_path):
    path, other = (tmp_path / "goldens" / "test_a" / f"{name}.jsonl" for name in "ab")
    shelf, place = Shelf(), Place(module=tmp_path / "test_a.py", test="test_x")
    for file in (path, other):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    assert shelf.unused([place], []) == [path, other]
    shelf.take([str(path)], {str(other): "text"})
    place.module.touch()
    assert shelf.unused([place], []) == []


def test_a_module_without_goldens_has_none_unused(tmp_path):
    assert Shelf().unused([Place(module=tmp_path / "test_a.py", test="t")], []) == []
