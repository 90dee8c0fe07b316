//! Signing in through a real identity provider, oidc-provider from npm.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::https::curl;
use crate::mail::free_port;
use crate::program::{Folder, Served};

struct Provider {
    port: u16,
    running: Child,
    /// Kept open, or the provider would end at the next thing it has to say.
    _said: BufReader<ChildStdout>,
}

impl Provider {
    /// One that signs this way and sends people back to the desk at this port, if this machine has it.
    fn begin(desk: u16, algorithm: &str) -> Option<Provider> {
        let e2e = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e");
        if !e2e.join("node_modules/oidc-provider").is_dir() {
            eprintln!("SKIPPED: oidc-provider is not installed; bin/test installs it from npm.");
            return None;
        }
        let port = free_port();
        let back = format!("http://127.0.0.1:{desk}/desk/api/oidc/callback");
        let mut running = Command::new("node")
            .args(["oidc-provider.mjs", &port.to_string(), &back, algorithm])
            .current_dir(e2e)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut said = BufReader::new(running.stdout.take().unwrap());
        while !line.contains("ready") {
            line.clear();
            assert!(said.read_line(&mut line).unwrap() > 0, "the provider ended");
        }
        Some(Provider { port, running, _said: said })
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.running.kill().ok();
        self.running.wait().ok();
    }
}

/// A browser: curl with its cookies.
struct Browser {
    jar: PathBuf,
}

impl Browser {
    fn new(folder: &Folder, name: &str) -> Browser {
        Browser { jar: folder.path().join(name) }
    }

    /// Goes there and wherever it is sent on to, and tells where it ends.
    fn go(&self, url: &str, form: &[&str]) -> String {
        let jar = self.jar.to_str().unwrap();
        let fixed = ["-L", "-b", jar, "-c", jar, "-o", "/dev/null", "-w", "%{url_effective}", url];
        let form: Vec<&str> = form.iter().flat_map(|field| ["--data-urlencode", field]).collect();
        curl(&[&fixed[..], &form].concat()).expect("an answer")
    }

    fn cookies(&self) -> String {
        std::fs::read_to_string(&self.jar).unwrap_or_default()
    }
}

fn serve(folder: &Folder, provider: u16, port: u16) -> Served {
    let listen = format!("127.0.0.1:{port}");
    let mut command = folder.command(&["serve", "--listen", &listen]);
    command
        .current_dir(folder.paper())
        .env("MASTHEAD_OIDC_ISSUER", format!("http://127.0.0.1:{provider}"))
        .env("MASTHEAD_OIDC_CLIENT", "masthead")
        .env("MASTHEAD_OIDC_SECRET", "a secret: with/signs%")
        .env("MASTHEAD_OIDC_NAME", "The House");
    Served::start(&mut command)
}

fn add(folder: &Folder, name: &str) {
    let email = format!("{name}@paper.example");
    let arguments = ["user", "add", &email, "--name", name, "--role", "editor", "--password-stdin"];
    folder.in_paper_with_input(&arguments, "correct horse battery\n").ok();
}

/// Signs in at the provider under this name, and tells where the browser ends.
fn sign_in(browser: &Browser, desk: u16, name: &str) -> String {
    let begin = format!("http://127.0.0.1:{desk}/desk/api/oidc/begin?return_to=/desk/articles");
    let asked = browser.go(&begin, &[]);
    assert!(asked.contains("/interaction/"), "the provider asks who it is: {asked}");
    let login = format!("login={name}");
    let asked = browser.go(&asked, &["prompt=login", &login, "password=any"]);
    if !asked.contains("/interaction/") {
        return asked;
    }
    browser.go(&asked, &["prompt=consent"])
}

#[tokio::test(flavor = "multi_thread")]
async fn the_houses_provider_signs_in_whoever_has_an_account_and_nobody_else() {
    for algorithm in ["RS256", "ES256"] {
        let desk = free_port();
        let Some(provider) = Provider::begin(desk, algorithm) else { return };
        let folder = Folder::with_paper();
        for name in ["ana", "unverified", "gone"] {
            add(&folder, name);
        }
        folder.in_paper(&["user", "disable", "gone@paper.example"]).ok();
        let served = serve(&folder, provider.port, desk);
        let door = curl(&[&format!("http://127.0.0.1:{desk}/desk/api/door")]).unwrap();
        assert!(door.contains(r#""oidc":{"name":"The House"}"#), "{door}");

        let ana = Browser::new(&folder, "ana");
        let ended = sign_in(&ana, desk, "ana");
        assert_eq!(ended, format!("http://127.0.0.1:{desk}/desk/articles"), "{algorithm}");
        let jar = ana.cookies();
        assert!(jar.contains("masthead-desk"), "{jar}");
        let newsroom = format!("http://127.0.0.1:{desk}/desk/api/newsroom");
        let told = curl(&["-b", ana.jar.to_str().unwrap(), &newsroom]).unwrap();
        assert!(told.contains("ana@paper.example"), "{told}");

        for (name, code) in [
            ("stranger", "oidc_no_account"),
            ("gone", "oidc_no_account"),
            ("unverified", "oidc_no_email"),
        ] {
            let browser = Browser::new(&folder, name);
            let ended = sign_in(&browser, desk, name);
            assert_eq!(ended, format!("http://127.0.0.1:{desk}/desk/?refused={code}"), "{name}");
            assert!(!browser.cookies().contains("masthead-desk"), "{name}");
        }
        let store = folder.store().await;
        assert_eq!(store.accounts().await.unwrap().len(), 3, "no account was made");
        let lines = store.audit_after(0, 100).await.unwrap();
        assert!(lines.iter().any(|line| {
            line.act == "sign in"
                && line.name == "ana"
                && line.detail.starts_with("identity provider")
        }));
        served.stop();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_back_from_elsewhere_signs_nobody_in() {
    let desk = free_port();
    let Some(provider) = Provider::begin(desk, "RS256") else { return };
    let folder = Folder::with_paper();
    add(&folder, "ana");
    let served = serve(&folder, provider.port, desk);
    let callback = format!("http://127.0.0.1:{desk}/desk/api/oidc/callback");
    let refused = format!("http://127.0.0.1:{desk}/desk/?refused=oidc_failed");

    // Somebody makes Ana's browser come back with an answer that was meant for theirs.
    let theirs = Browser::new(&folder, "theirs");
    theirs.go(&format!("http://127.0.0.1:{desk}/desk/api/oidc/begin"), &[]);
    let anas = Browser::new(&folder, "anas");
    assert_eq!(anas.go(&format!("{callback}?code=x&state=y"), &[]), refused);
    assert_eq!(theirs.go(&format!("{callback}?code=x&state=y"), &[]), refused);
    assert_eq!(theirs.go(&callback, &[]), refused);
    for browser in [theirs, anas] {
        assert!(!browser.cookies().contains("masthead-desk\t"));
    }
    drop(provider);
    // A provider that is away is told, and the password still signs in.
    let browser = Browser::new(&folder, "later");
    let restarted = served.stop();
    assert_eq!(restarted, 0);
    let served = serve(&folder, 1, desk);
    let begin = format!("http://127.0.0.1:{desk}/desk/api/oidc/begin");
    assert_eq!(browser.go(&begin, &[]), refused);
    served.stop();
}
