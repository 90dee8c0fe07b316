//! The real binary in a temporary folder.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use store::{Clock, Store};
use story::account::Editor;
use story::article::{Act, Article, NewArticle};
use story::block::Block;
use story::inline::Inline;
use story::revision::RevisionKind;
use story::{
    ArticleId, Body, Content, EditionCode, Kind, Language, RevisionNumber, Slug, Story, StoryId,
};
use tempfile::TempDir;

/// A folder of papers, and the program to run in it.
pub(crate) struct Folder {
    dir: TempDir,
}

/// What a run said.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Folder {
    pub(crate) fn new() -> Folder {
        Folder { dir: TempDir::new().unwrap() }
    }

    /// A folder that holds a new paper called “Gazette”, in English.
    pub(crate) fn with_paper() -> Folder {
        let folder = Folder::new();
        folder.run(&["init", "paper", "--title", "Gazette"]).ok();
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    /// The paper's own folder.
    pub(crate) fn paper(&self) -> PathBuf {
        self.path().join("paper")
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
        command.args(arguments).current_dir(self.path()).stdin(Stdio::null());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("MASTHEAD_") {
                command.env_remove(name);
            }
        }
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().unwrap())
    }

    /// Runs a command in the paper.
    pub(crate) fn in_paper(&self, arguments: &[&str]) -> Ran {
        let mut command = self.command(arguments);
        Ran::of(command.current_dir(self.paper()).output().unwrap())
    }

    /// Runs a command that reads this from its standard input.
    pub(crate) fn in_paper_with_input(&self, arguments: &[&str], input: &str) -> Ran {
        let mut command = self.command(arguments);
        command.current_dir(self.paper()).stdin(Stdio::piped());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Ran::of(child.wait_with_output().unwrap())
    }

    /// A server of the paper at a free port.
    pub(crate) fn serve(&self) -> Served {
        self.serve_with(&[])
    }

    pub(crate) fn serve_with(&self, flags: &[&str]) -> Served {
        let arguments = [&["serve", "--listen", "127.0.0.1:0"], flags].concat();
        Served::start(self.command(&arguments).current_dir(self.paper()))
    }

    /// Changes the database behind the paper's back.
    pub(crate) async fn tamper(&self, sql: &str) {
        let url = format!("sqlite:{}", self.paper().join("paper.db").display());
        assert!(testkit::Database::at(&url).execute(sql).await > 0, "nothing was changed by {sql}");
    }

    /// The paper's store, opened by the test itself.
    pub(crate) async fn store(&self) -> Store {
        let url = format!("sqlite:{}", self.paper().join("paper.db").display());
        Store::open(&store::Config::new(&url), Clock::system()).await.unwrap()
    }
}

impl Ran {
    fn of(output: Output) -> Ran {
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    pub(crate) fn ok(self) -> String {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self.out
    }

    /// What it said when it refused: a sentence, never a panic.
    #[track_caller]
    pub(crate) fn refused(self) -> String {
        assert!(self.code == 1 || self.code == 2, "code {}: {}{}", self.code, self.out, self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        assert!(!self.err.trim().is_empty(), "it refused without a word");
        self.err
    }
}

/// A server that runs; dropped, it is killed.
pub(crate) struct Served {
    child: Child,
    pub(crate) address: String,
    pub(crate) said: String,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Served {
    pub(crate) fn start(command: &mut Command) -> Served {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said = String::new();
        while !said.contains("The desk is at") {
            match lines.next() {
                Some(line) => said.push_str(&(line.unwrap() + "\n")),
                None => {
                    let mut error = String::new();
                    child.stderr.take().unwrap().read_to_string(&mut error).unwrap();
                    panic!("the server did not start: {said}{error}");
                }
            }
        }
        let (_, rest) = said.split_once("http://").unwrap();
        let address = rest.split('/').next().unwrap().to_owned();
        Served { child, address, said }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        let head =
            format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        self.send(head.as_bytes())
    }

    /// Sends these bytes and reads until the server ends the connection.
    pub(crate) fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        stream.write_all(bytes).unwrap();
        Answer::read(&mut stream)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// The number of its process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Sends it a signal, such as `HUP`.
    pub(crate) fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
    }

    /// Asks it to stop, and tells what it logged.
    pub(crate) fn log(mut self) -> String {
        self.signal("TERM");
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        log
    }

    /// Asks it to stop as an operator does, and tells its exit code.
    pub(crate) fn stop(self) -> i32 {
        let pid = self.pid().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        self.ended()
    }

    /// Waits until it ends by itself, and tells its exit code.
    pub(crate) fn ended(mut self) -> i32 {
        self.child.wait().unwrap().code().unwrap_or(-1)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    pub(crate) fn read(stream: &mut TcpStream) -> Answer {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }
}

/// Writes an article as a draft, as the desk would.
pub(crate) async fn draft(store: &Store, headline: &str) -> Article {
    let by = Editor::operator("test");
    let edition = EditionCode::parse("en").unwrap();
    let section =
        store.sections().await.unwrap().into_iter().find(|section| section.edition == edition);
    let now = store.clock().now();
    let mut write = store.write().await.unwrap();
    let story = Story {
        id: StoryId::new(write.id()),
        kind: Kind::News,
        embargo: None,
        sensitive: false,
        parent: None,
        created_at: now,
    };
    write.put_story(&story).await.unwrap();
    let content = Content {
        headline: headline.to_owned(),
        body: Body::new(vec![Block::paragraph(vec![Inline::text("It rained all day.")])]),
        ..Content::default()
    };
    let id = ArticleId::new(write.id());
    write.write_revision(id, RevisionKind::Checkpoint, now, None, "", &content).await.unwrap();
    let new = NewArticle {
        id,
        edition,
        section: section.map(|section| section.id),
        slug: Slug::of(headline, Language::english()).unwrap(),
        translated_from: None,
    };
    let acted =
        Article::begin(new, RevisionNumber(1), Act { by: &by, now, story: &story }).unwrap();
    write.save(&acted, &by).await.unwrap();
    write.commit().await.unwrap();
    store.article(id).await.unwrap()
}
