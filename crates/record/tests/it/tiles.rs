//! Tiles have the addresses of tlog-tiles.

use record::{Tile, bundle, entries_in};

#[test]
fn a_tile_has_one_address() {
    let check = |path: &str, level, number, width| {
        let tile = Tile { level, number, width };
        assert_eq!(tile.path(), path);
        assert_eq!(Tile::parse(path), Some(tile));
    };
    check("0/000", Some(0), 0, Tile::FULL);
    check("1/x001/x234/067", Some(1), 1_234_067, Tile::FULL);
    check("0/x001/x234/067.p/8", Some(0), 1_234_067, 8);
    check("entries/x273/112", None, 273_112, Tile::FULL);
    for wrong in [
        "0/0",
        "0/000.p/256",
        "0/000.p/0",
        "0/x000/001",
        "9/000",
        "0/001/234",
        "",
        "0",
        "x/000",
        "0/-01",
    ] {
        assert_eq!(Tile::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn a_log_has_as_many_tiles_as_it_needs() {
    let paths = |size| Tile::all(size).iter().map(Tile::path).collect::<Vec<_>>();
    assert_eq!(paths(0), Vec::<String>::new());
    assert_eq!(paths(3), ["entries/000.p/3", "0/000.p/3"]);
    assert_eq!(paths(256), ["entries/000", "0/000", "1/000.p/1"]);
    assert_eq!(
        paths(600),
        [
            "entries/000",
            "entries/001",
            "entries/002.p/88",
            "0/000",
            "0/001",
            "0/002.p/88",
            "1/000.p/2"
        ]
    );
}

#[test]
fn a_bundle_that_was_cut_is_no_bundle() {
    let entries = vec![b"rain".to_vec(), Vec::new(), vec![7; 300]];
    let bytes = bundle(&entries);
    assert_eq!(entries_in(&bytes).unwrap(), entries);
    for end in 1..bytes.len() {
        let whole = [0, 6, 8].contains(&end);
        assert_eq!(entries_in(&bytes[..end]).is_ok(), whole, "cut at {end}");
    }
}
