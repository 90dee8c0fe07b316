use super::*;

fn file(text: &str) -> Sources {
    Sources { file: Some(text.to_owned()), ..Sources::default() }
}

fn faults(sources: &Sources) -> Vec<String> {
    merge(sources).unwrap_err().faults.iter().map(Fault::to_string).collect()
}

fn flag(key: &str, value: &str) -> Flag {
    Flag { name: "--set", key: key.to_owned(), value: value.to_owned() }
}

#[test]
fn a_paper_runs_without_a_file() {
    assert_eq!(merge(&Sources::default()).unwrap().config, Config::default());
}

#[test]
fn a_variable_wins_over_the_file_and_a_flag_over_both() {
    let mut sources = file("[site]\nurl = \"https://file.example\"\n[log]\nlevel = \"warn\"\n");
    sources.variables = vec![
        ("MASTHEAD_SITE_URL".into(), "https://variable.example/".into()),
        ("MASTHEAD_LOG_LEVEL".into(), "debug".into()),
    ];
    sources.flags = vec![flag("log.level", "trace")];
    let loaded = merge(&sources).unwrap();
    assert_eq!(loaded.config.site.url, "https://variable.example");
    assert_eq!(loaded.config.log.level, "trace");
    assert_eq!(loaded.origins["site.url"].to_string(), "variable MASTHEAD_SITE_URL");
    assert_eq!(loaded.origins["log.level"].to_string(), "flag --set");
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let faults = faults(&file(
        "[site]\nurl = \"ftp://paper.example\"\nulr = 3\n[sever]\nlisten = \"x\"\n[server]\nlisten = [\"8000\"]\nheader_seconds = 0\n[theme]\nreload = \"maybe\"\n[log]\nformat = \"xml\"\nlevel = \"=,=loud\"\n[database]\nurl = \"mysql://x\"\n",
    ));
    assert_eq!(
        faults.join("\n"),
        "masthead.toml:2: site.url: “ftp://paper.example” is not a web address, such as https://paper.example.\n\
         masthead.toml:3: site.ulr: no such key. Did you mean site.url?\n\
         masthead.toml:4: [sever]: no such section. Did you mean [server]?\n\
         masthead.toml:7: server.listen: “8000” is not an address with a port, such as 127.0.0.1:8000 or [::]:80.\n\
         masthead.toml:8: server.header_seconds: “0” is not a whole number between 1 and 300.\n\
         masthead.toml:10: theme.reload: a text stands here; write true or false.\n\
         masthead.toml:12: log.format: “xml” is none of text, json.\n\
         masthead.toml:13: log.level: “=,=loud” is not a level such as info, nor a list such as site=debug,info.\n\
         masthead.toml:15: database.url: Masthead does not speak to “mysql://” databases; write the path of an SQLite file, or postgres://user:password@host/database."
    );
}

#[test]
fn a_file_that_is_not_toml_is_told_by_its_line() {
    let faults = faults(&file("[site]\nurl = \"https://paper.example\n"));
    assert!(faults[0].starts_with("masthead.toml:2: this is not TOML: "), "{faults:?}");
}

#[test]
fn a_misspelt_variable_is_not_passed_over() {
    let variables = vec![("MASTHEAD_SITE_ULR".into(), "https://paper.example".into())];
    let sources = Sources { variables, ..Sources::default() };
    assert_eq!(
        faults(&sources),
        ["variable MASTHEAD_SITE_ULR: no such key. Did you mean MASTHEAD_SITE_URL?"]
    );
}

#[test]
fn variables_of_others_are_left_alone() {
    let variables = ["MASTHEAD_TEST_POSTGRES", "MASTHEAD_PAPER", "MASTHEAD_URL", "HOME"]
        .map(|name| (name.to_owned(), "x".to_owned()))
        .into();
    let sources = Sources { variables, ..Sources::default() };
    assert!(merge(&sources).is_ok());
}

#[test]
fn every_key_refuses_a_value_of_the_wrong_kind_with_a_sentence() {
    for key in KEYS {
        for wrong in ["{ a = 1 }", "1979-05-27", "1.5"] {
            let text = format!("[{}]\n{} = {wrong}\n", key.section(), key.leaf());
            let faults = faults(&file(&text));
            assert_eq!(faults.len(), 1, "{text}");
            assert!(
                faults[0].starts_with(&format!("masthead.toml:2: {}: ", key.name)),
                "{faults:?}"
            );
            assert!(faults[0].ends_with('.'), "{faults:?}");
        }
    }
}

#[test]
fn what_is_printed_is_read_again() {
    let mut config = Config::default();
    config.site.url = "https://paper.example".into();
    config.desk.listen = vec!["10.0.0.5:8001".parse().unwrap()];
    config.log.format = LogFormat::Json;
    let again = merge(&file(&example(&config))).unwrap();
    assert_eq!(again.config, config);
    let printed = print(&again);
    assert_eq!(merge(&file(&printed)).unwrap().config, config);
    assert!(printed.contains("url = \"https://paper.example\"  # masthead.toml:"), "{printed}");
    assert!(printed.contains("level = \"info\"  # default"), "{printed}");
}

#[test]
fn a_password_is_never_printed() {
    let loaded = merge(&file("[database]\nurl = \"postgres://ana:hush@db/paper\"\n")).unwrap();
    let printed = print(&loaded);
    assert!(!printed.contains("hush"), "{printed}");
    assert!(printed.contains("postgres://ana:…@db/paper"), "{printed}");
}

#[test]
fn a_token_is_never_printed() {
    let loaded = merge(&file(
        "[pages]\nfor_cdn = true\n[cdn]\npurge = \"fastly\"\nurl = \"https://api.fastly.com/service/x\"\ntoken = \"hush\"\n",
    ))
    .unwrap();
    assert_eq!(loaded.config.cdn.token.0, "hush");
    let printed = format!("{}{:?}", print(&loaded), loaded);
    assert!(!printed.contains("hush"), "{printed}");
}

#[test]
fn the_passwords_of_mail_and_provider_are_never_printed() {
    let loaded = merge(&file(
        "[mail]\nurl = \"smtps://ana:hush@mail.paper.example\"\nfrom = \"desk@paper.example\"\n[oidc]\nissuer = \"https://login.paper.example\"\nclient = \"masthead\"\nsecret = \"hush\"\n",
    ))
    .unwrap();
    assert_eq!(loaded.config.oidc.secret.0, "hush");
    let printed = format!("{}{:?}", print(&loaded), loaded);
    assert!(!printed.contains("hush"), "{printed}");
    assert!(printed.contains("url = \"smtps://…@mail.paper.example\""), "{printed}");
}

#[test]
fn a_provider_needs_a_client_and_its_password() {
    for (more, wrong) in
        [("", "oidc.client is missing"), ("client = \"masthead\"\n", "oidc.secret is missing")]
    {
        let text = format!("[oidc]\nissuer = \"https://login.paper.example\"\n{more}");
        let faults = faults(&file(&text));
        assert!(faults.len() == 1 && faults[0].contains(wrong), "{faults:?}");
    }
    let faults = faults(&file("[oidc]\nissuer = \"http://login.paper.example\"\n"));
    assert!(faults[0].contains("is not the https:// address"), "{faults:?}");
}

#[test]
fn pictures_may_be_kept_in_a_storage_whose_key_is_never_printed() {
    let text = "[media]\nstore = \"s3://news/meridian\"\ns3_endpoint = \"https://s3.example\"\ns3_key_id = \"AK\"\ns3_key = \"hidden\"\n";
    let loaded = merge(&file(text)).unwrap();
    assert_eq!(loaded.config.media.store, "s3://news/meridian");
    let printed = format!("{}{:?}", print(&loaded), loaded);
    assert!(!printed.contains("hidden"), "{printed}");
    for wrong in ["store = \"news\"", "store = \"s3://\"", "s3_endpoint = \"s3.example\""] {
        assert!(merge(&file(&format!("[media]\n{wrong}\n"))).is_err(), "{wrong}");
    }
}

#[test]
fn a_cdn_is_told_what_changed_only_when_it_can_be() {
    let check = |more: &str, wrong: &str| {
        let faults = faults(&file(&format!("[cdn]\npurge = \"fastly\"\n{more}")));
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].starts_with("masthead.toml:2: cdn.purge: ") && faults[0].contains(wrong));
    };
    check("", "cdn.url is missing");
    check("url = \"https://api.fastly.com/service/x\"\n", "cdn.token is missing");
    check("url = \"https://api.fastly.com/service/x\"\ntoken = \"x\"\n", "pages.for_cdn is false");
}

#[test]
fn paths_count_from_the_papers_folder() {
    let config = Config::default().under(Path::new("/srv/paper"));
    assert_eq!(config.database.url, "/srv/paper/paper.db");
    assert_eq!(config.media.folder, Path::new("/srv/paper/media"));
}

#[test]
fn a_paper_that_nobody_named_is_known_by_where_it_listens() {
    let url = |listen: &str| {
        let sources = Sources { flags: vec![flag("server.listen", listen)], ..Sources::default() };
        merge(&sources).unwrap().config.site.url
    };
    assert_eq!(url("127.0.0.1:9000"), "http://127.0.0.1:9000");
    assert_eq!(url("[::]:80,10.0.0.1:80"), "http://[::1]:80");
    assert_eq!(url("0.0.0.0:8080"), "http://127.0.0.1:8080");
}

#[test]
fn tls_without_a_certificate_is_no_tls() {
    let told = faults(&file("[tls]\nlisten = [\"[::]:443\"]\n"));
    assert_eq!(
        told,
        [
            "masthead.toml:2: tls.listen: there is no certificate to serve; set tls.acme and tls.domains, or tls.certificate and tls.key.",
            "masthead.toml:2: tls.listen: readers are sent from http to the address in site.url, so with TLS it must begin with https://.",
        ]
    );
    let told = faults(&file(
        "[site]\nurl = \"http://paper.example\"\n[tls]\nlisten = [\"[::]:443\"]\ncertificate = \"paper.pem\"\nacme = \"letsencrypt\"\n",
    ));
    assert_eq!(told.len(), 3, "{told:?}");
}

#[test]
fn a_paper_with_a_domain_is_at_that_domain() {
    let url = |listen: &str| {
        let text = format!(
            "[tls]\nlisten = [\"{listen}\"]\nacme = \"letsencrypt\"\ndomains = [\"Paper.example\", \"газета.example\"]\n"
        );
        let config = merge(&file(&text)).unwrap().config;
        assert_eq!(config.tls.domains, ["paper.example", "xn--80aahjj1e.example"]);
        config.site.url
    };
    assert_eq!(url("[::]:443"), "https://paper.example");
    assert_eq!(url("127.0.0.1:8443"), "https://paper.example:8443");
}

#[test]
fn only_hosts_that_can_be_proven_are_ordered_for() {
    for host in
        ["*.paper.example", "127.0.0.1", "paper", "https://paper.example", "paper.example/x"]
    {
        let told = faults(&file(&format!("[tls]\ndomains = [\"{host}\"]\n")));
        assert!(told[0].contains("tls.domains: “"), "{told:?}");
    }
}
