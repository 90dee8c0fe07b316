//! A copy is verified, and whatever somebody does to it is told.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use record::SigningKey;
use story::Article;
use testkit::{Database, Paper};

use crate::program::{Folder, Ran};

/// A paper with a root key, a few articles, and two copies: one from before a correction and one from after it.
struct Copied {
    folder: Folder,
    key: String,
}

/// The paper of a folder, for a test that acts in it.
async fn open(folder: &Folder) -> Paper {
    let url = format!("sqlite:{}", folder.paper().join("paper.db").display());
    Paper::without_editions(Database::at(&url)).await
}

async fn article(paper: &Paper, headline: &str) -> Article {
    paper
        .article(headline)
        .author("Davit Sargsyan")
        .standfirst("A sentence under the headline, on the second of March.")
        .paragraphs(&["It rained all day, said the office.", "In May it had rained for 12 days."])
        .live()
        .await
}

impl Copied {
    async fn make() -> Copied {
        let folder = Folder::new();
        folder.run(&["init", "paper", "--url", "https://gazette.example"]).ok();
        let paper = open(&folder).await;
        let mut articles = Vec::new();
        for headline in ["Rain", "Sun", "Fog", "Snow", "Hail"] {
            articles.push(article(&paper, headline).await);
            paper.pass_minutes(10);
        }
        let ana = paper.editor("ana");
        ana.correct(&articles[1], &["It shone for 3 hours."], "It shone for 3 hours, not for 4.")
            .await
            .ok();
        folder.in_paper(&["key", "root", "--out", "../root.key"]).ok();
        folder.in_paper(&["key", "certify", "--root", "../root.key"]).ok();
        folder.in_paper(&["mirror", "export", "../before"]).ok();
        ana.correct(&articles[0], &["It rained all night."], "It rained at night, not by day.")
            .await
            .ok();
        ana.withdraw(&articles[2], "There was no fog.").await.ok();
        ana.rename(&articles[3], "a-lot-of-snow").await.ok();
        folder.in_paper(&["mirror", "export", "../copy"]).ok();
        let secret = std::fs::read_to_string(folder.path().join("root.key")).unwrap();
        let key = SigningKey::parse(&secret).unwrap().verifier().to_string();
        Copied { folder, key }
    }

    fn verify(&self, what: &str, flags: &[&str]) -> Ran {
        self.folder.run(&[&["verify", what, "--key", &self.key], flags].concat())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn read(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(at) = waiting.pop() {
        for entry in std::fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    files
}

#[tokio::test(flavor = "multi_thread")]
async fn an_honest_copy_is_genuine_and_an_older_one_says_so() {
    let copied = Copied::make().await;
    let said = copied.verify("copy", &[]).ok();
    assert!(said.starts_with("Genuine.\n"), "{said}");
    assert!(said.contains("4 articles are what the paper published"), "{said}");
    assert!(copied.verify("before", &[]).ok().contains("This is the paper as of"));
    let older = copied.verify("before", &["--newer", "copy"]);
    assert_eq!(older.code, 3, "{}{}", older.out, older.err);
    assert!(older.out.contains("/en/post/rain was corrected on 4 March 2026"), "{}", older.out);

    let page = copied.verify("before/en/post/rain/index.html", &["--newer", "copy"]);
    assert_eq!(page.code, 3, "{}", page.out);
    assert!(page.out.contains("The article was corrected on 4 March 2026"), "{}", page.out);
    let page = copied.verify("copy/en/post/rain", &["--newer", "copy"]).ok();
    assert!(
        page.contains("byte for byte") && page.contains("Corrected: It rained at night"),
        "{page}"
    );
    assert!(page.contains("Nothing newer is known"), "{page}");

    // Coreutils agree.
    let list = std::process::Command::new("sha256sum")
        .args(["--check", "--quiet", "./-/mirror/files"])
        .current_dir(copied.path("copy"))
        .status()
        .unwrap();
    assert!(list.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_run_writes_only_what_changed_and_takes_away_what_is_gone() {
    let copied = Copied::make().await;
    let again = copied.folder.in_paper(&["mirror", "export", "../copy"]).ok();
    assert!(again.contains(" 0 written, ") && again.contains(" 0 taken away"), "{again}");
    assert!(again.contains("; 1 made."), "only where a reader's language decides: {again}");
    let fog = "en/post/fog/index.html";
    assert!(copied.path("before").join(fog).is_file());
    let after = copied.folder.in_paper(&["mirror", "export", "../before"]).ok();
    assert!(!after.contains(" 0 taken away"), "{after}");
    assert!(!copied.path("before").join(fog).exists());
    copied.verify("before", &[]).ok();
    // But for the moments at which it was signed, it is the same copy.
    let (one, other) = (read(&copied.path("before")), read(&copied.path("copy")));
    let differ: Vec<&String> = one
        .iter()
        .filter(|(name, bytes)| other.get(*name) != Some(*bytes))
        .map(|(name, _)| name)
        .filter(|name| !name.starts_with("-/mirror/") && !name.ends_with("proof.json"))
        .collect();
    assert_eq!(differ, Vec::<&String>::new());
    assert_eq!(one.len(), other.len());
    let refused = copied.folder.in_paper(&["mirror", "export", "."]).refused();
    assert!(refused.contains("no copy of a paper"), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_every_act_a_copy_is_the_one_that_would_be_made_anew() {
    let folder = Folder::new();
    folder.run(&["init", "paper", "--edition", "en", "--edition", "ru"]).ok();
    let paper = open(&folder).await;
    let (ana, lia) = (paper.editor("ana"), paper.editor("lia"));
    let mut articles = Vec::new();
    for headline in ["Rain", "Sun", "Fog", "Snow", "Hail"] {
        articles.push(article(&paper, headline).await);
        paper.pass_minutes(10);
    }
    let russian = paper.article("Дождь").edition("ru").live().await;
    folder.in_paper(&["mirror", "export", "../copy"]).ok();
    let exported = |to: &str, flags: &[&str]| -> usize {
        let said = folder.in_paper(&[&["mirror", "export", to], flags].concat()).ok();
        let (_, made) = said.split_once("taken away; ").unwrap();
        made.split(' ').next().unwrap().parse().unwrap()
    };
    let same = |act: &str| {
        let (some, all) = (exported("../copy", &[]), exported("../fresh", &["--anew"]));
        // What was signed when, and in which head of the record, may differ.
        let read = |name: &str| {
            let mut files = read(&folder.path().join(name));
            files.retain(|file, _| !file.starts_with("-/mirror/") && !file.ends_with("proof.json"));
            files
        };
        let (copy, fresh) = (read("copy"), read("fresh"));
        assert_eq!(copy.keys().collect::<Vec<_>>(), fresh.keys().collect::<Vec<_>>(), "{act}");
        for (file, bytes) in &copy {
            let (one, other) =
                (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&fresh[file]));
            assert_eq!(one, other, "{file} after {act}");
        }
        (some, all)
    };
    let (some, all) = same("nothing");
    assert!(some == 1 && all > 60, "{some} of {all}");
    ana.correct(&articles[0], &["It rained at night."], "It rained at night, not by day.")
        .await
        .ok();
    let (some, _) = same("a correction");
    assert!(some > 5 && some < all, "{some} of {all}");
    ana.fix(
        &articles[1],
        &["It rained all day; said the office.", "In May it had rained for 12 days."],
    )
    .await
    .ok();
    same("a minor fix");
    ana.update(&russian, &["Шёл дождь."]).await.ok();
    let (some, _) = same("an update in another edition");
    assert!(some < all / 2, "{some} of {all}");
    ana.rename(&articles[3], "a-lot-of-snow").await.ok();
    same("a new address");
    ana.move_to(&articles[1], "sport").await.ok();
    same("another section");
    ana.withdraw(&articles[2], "There was no fog.").await.ok();
    same("a withdrawal");
    lia.hold(&articles[4], "Court of Yerevan, 12/26", "ana").await.ok();
    same("a legal hold");
    lia.release(&articles[4], "ana").await.ok();
    same("its end");
    lia.seal(&articles[0], 1, "Court of Yerevan, 13/26", "ana").await.ok();
    same("words erased by a court");
    article(&paper, "Wind").await;
    same("a new article");
    let mut edition = paper.edition("ru").await;
    "Полуденная линия".clone_into(&mut edition.title);
    paper.put_edition(&edition).await;
    let (some, all) = same("another title of an edition");
    assert_eq!(some, all);
    let key = folder.in_paper(&["mirror", "export", "../copy"]).ok();
    let key = key.split("--key ").nth(1).unwrap().trim().to_owned();
    let said = folder.run(&["verify", "copy", "--key", &key]).ok();
    assert!(said.starts_with("Genuine.\n"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_changed_in_a_copy_is_put_right_by_the_next_export() {
    let copied = Copied::make().await;
    let page = copied.path("copy/en/post/sun/index.html");
    let honest = std::fs::read(&page).unwrap();
    let forged = String::from_utf8(honest.clone()).unwrap().replace("shone", "burnt");
    std::fs::write(&page, &forged).unwrap();
    let export = || copied.folder.in_paper(&["mirror", "export", "../copy"]).ok();
    assert!(export().contains(": 1 written, "));
    assert_eq!(std::fs::read(&page).unwrap(), honest);
    // Whoever changes the list of files too is believed in nothing.
    std::fs::write(&page, &forged).unwrap();
    let list = copied.path("copy/-/mirror/files");
    // What is noted for the next export has moments in it.
    let read_list = || -> Vec<String> {
        let list = std::fs::read_to_string(&list).unwrap();
        list.lines().filter(|line| !line.ends_with("  -/mirror/notes")).map(str::to_owned).collect()
    };
    let honest_list = read_list();
    let hash = |bytes: &[u8]| record::Hash::of(&[bytes]).to_string();
    let before = std::fs::read_to_string(&list).unwrap();
    let after = before.replace(&hash(&honest), &hash(forged.as_bytes()));
    assert_ne!(before, after);
    std::fs::write(&list, after).unwrap();
    export();
    assert_eq!(std::fs::read(&page).unwrap(), honest);
    assert_eq!(read_list(), honest_list);
    copied.verify("copy", &[]).ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_a_court_had_erased_leave_the_copy_genuine() {
    let copied = Copied::make().await;
    let told = || {
        let files = read(&copied.path("copy/en/post/rain"));
        files.into_iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("office"))
    };
    assert!(told().count() > 1, "the old text and what became of it");
    let seal = ["seal", "en/rain", "--order", "District Court, 12 O 34/26", "--agreed"];
    let seal = |revision| {
        let agreed = ["ana@paper.example", "--revision", revision];
        copied.folder.in_paper(&[&seal[..], &agreed[..]].concat())
    };
    let refused = seal("2").refused();
    assert!(refused.contains("what readers have"), "{refused}");
    let said = seal("1").ok();
    assert!(said.contains("the words of revision 1 are gone"), "{said}");
    copied.folder.in_paper(&["check"]).ok();
    copied.folder.in_paper(&["mirror", "export", "../copy"]).ok();
    copied.verify("copy", &[]).ok();
    let history =
        std::fs::read_to_string(copied.path("copy/en/post/rain/history/index.html")).unwrap();
    assert!(history.contains("sealed by order of a court"), "{history}");
    let after =
        std::fs::read_to_string(copied.path("copy/en/post/rain/history/2/index.html")).unwrap();
    assert!(after.contains("so this one is shown whole"), "{after}");
    assert!(after.contains("It rained all night.") && !after.contains("<del>"), "{after}");
    assert_eq!(told().map(|(file, _)| file).collect::<Vec<_>>(), Vec::<String>::new());
    assert!(history.contains("Signed, entry"), "{history}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_edits_only_the_page_is_told_what_the_article_says() {
    let copied = Copied::make().await;
    let page = copied.path("copy/en/post/sun/index.html");
    let honest = std::fs::read_to_string(&page).unwrap();
    let check = |from: &str, to: &str, flags: &[&str], expected: &str| {
        assert!(honest.contains(from), "{from}: {honest}");
        std::fs::write(&page, honest.replace(from, to)).unwrap();
        let ran = copied.verify(page.to_str().unwrap(), flags);
        assert_eq!(ran.code, 1, "{}", ran.out);
        assert!(ran.out.contains(expected), "{}", ran.out);
    };
    check("shone for 3 hours.", "shone for 4 hours.", &["--words-only"], "“It shone for 4 hours.");
    check("not for 4.", "not for 2.", &["--words-only"], "“hours, not for 2.");
    check("Davit Sargsyan", "Ana Beridze", &["--words-only"], "does not name “Davit Sargsyan”");
    check("<p>It shone", "<p hidden>It shone", &["--words-only"], "hidden");
    check(
        "gazette.example/en/post/sun\"",
        "gazette.example/en/post/fog\"",
        &["--words-only"],
        "says to be",
    );
    check("</article>", "</article><article>More</article>", &["--words-only"], "more than one");
    // Only the looks: the words are right, and the page is not the paper's.
    check("<style>", "<style>.body{display:none}", &[], "not byte for byte");
    std::fs::write(&page, honest.replacen("<style>", "<style> ", 1)).unwrap();
    let words = copied.verify(page.to_str().unwrap(), &["--words-only"]).ok();
    assert!(words.contains("is not proven") && words.contains("Davit Sargsyan"), "{words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_can_sign_for_the_paper() {
    let copied = Copied::make().await;
    // Another paper of the same name, with the same articles.
    let other = Copied::make().await;
    let ran =
        copied.folder.run(&["verify", other.path("copy").to_str().unwrap(), "--key", &copied.key]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.out.contains("not signed by the paper"), "{}", ran.out);
    other.verify("copy", &[]).ok();
    let ran = copied.verify("copy", &["--newer", other.path("copy").to_str().unwrap()]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert_eq!(copied.folder.run(&["verify", "copy", "--key", "nonsense"]).code, 2);
    assert_eq!(copied.verify("nowhere", &[]).code, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_rotated_and_revoked_and_copies_stay_genuine() {
    let copied = Copied::make().await;
    let folder = &copied.folder;
    let shown = folder.in_paper(&["key", "show"]).ok();
    let line = shown.lines().find_map(|line| line.strip_prefix("signing key ")).unwrap();
    folder.in_paper(&["key", "rotate", "--root", "../root.key"]).ok();
    folder.in_paper(&["key", "revoke", line, "--root", "../root.key"]).ok();
    folder.in_paper(&["check"]).ok();
    copied.verify("copy", &["--newer", "copy"]).ok();
    // What a thief signs with the old key after that is told by who knows of it.
    std::fs::rename(copied.path("copy"), copied.path("old")).unwrap();
    let paper = open(folder).await;
    article(&paper, "Wind").await;
    folder.in_paper(&["mirror", "export", "../copy"]).ok();
    let older = copied.verify("old", &["--newer", "copy"]);
    assert_eq!(older.code, 3, "{}", older.out);
    copied.verify("copy", &[]).ok();
    // The statement can also be signed where the paper is not.
    let statement = folder.in_paper(&["key", "certify"]).ok();
    std::fs::write(folder.path().join("statement"), statement).unwrap();
    let note = folder.run(&["key", "sign", "statement", "--root", "root.key"]).ok();
    std::fs::write(folder.path().join("note"), note).unwrap();
    let taken = folder.in_paper(&["key", "take", "../note", "--key", &copied.key]).ok();
    assert!(taken.contains("Signed by the root key: certify"), "{taken}");
}

/// Numbers that are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// Somebody who changes a copy; gives what they did, or nothing where there was nothing to do.
fn tamper(
    files: &mut BTreeMap<String, Vec<u8>>,
    before: &BTreeMap<String, Vec<u8>>,
    foreign: &BTreeMap<String, Vec<u8>>,
    dice: &mut Dice,
) -> Option<String> {
    let names: Vec<String> = files.keys().cloned().collect();
    let any = names[dice.below(names.len())].clone();
    let articles: Vec<&str> = ["rain", "sun", "a-lot-of-snow", "hail"].into();
    let slug = articles[dice.below(articles.len())];
    let page = format!("en/post/{slug}/index.html");
    let proof = format!("en/post/{slug}/proof.json");
    let edit = |files: &mut BTreeMap<String, Vec<u8>>, name: &str, from: &str, to: &str| {
        let text = String::from_utf8(files[name].clone()).unwrap();
        let changed = text.replacen(from, to, 1);
        files.insert(name.to_owned(), changed.clone().into_bytes());
        (changed != text).then_some(())
    };
    let what = match dice.below(12) {
        // A letter anywhere.
        0 | 1 => {
            let bytes = files.get_mut(&any).unwrap();
            let place = dice.below(bytes.len().max(1));
            *bytes.get_mut(place)? ^= 1 << dice.below(8);
            format!("a bit of {any}")
        }
        // A word, a date, a number of the article.
        2 => {
            let (from, to) = [
                ("rained", "snowed"),
                ("May", "June"),
                ("12", "21"),
                ("2026-03-04", "2026-03-05"),
                ("second", "third"),
                ("Davit", "David"),
            ][dice.below(6)];
            edit(files, &page, from, to)?;
            format!("{from} in {page}")
        }
        // The order of paragraphs.
        3 => {
            let text = String::from_utf8(files[&page].clone()).unwrap();
            let (start, rest) = text.split_once("data-record><p>")?;
            let (first, rest) = rest.split_once("</p>")?;
            let (second, end) = rest.split_once("</p>")?;
            let second = second.trim_start().strip_prefix("<p>")?;
            let changed = format!("{start}data-record><p>{second}</p>\n<p>{first}</p>{end}");
            files.insert(page.clone(), changed.into_bytes());
            format!("the order in {page}")
        }
        // A correction, from the page or from the proof.
        4 => {
            let name = ["en/post/sun/proof.json", "en/post/sun/index.html"][dice.below(2)];
            let words = ["It shone for 3 hours, not for 4.", "not for 4"][dice.below(2)];
            edit(files, name, words, "")?;
            format!("the correction in {name}")
        }
        // The older version passed off as current, whole with its proof.
        5 => {
            for name in ["en/post/rain/index.html", "en/post/rain/proof.json"] {
                files.insert(name.to_owned(), before[name].clone());
            }
            "the older version of rain".to_owned()
        }
        // What was withdrawn comes back.
        6 => {
            for name in ["en/post/fog/index.html", "en/post/fog/proof.json"] {
                files.insert(name.to_owned(), before[name].clone());
            }
            "fog is back".to_owned()
        }
        // A foreign key signs some of it.
        7 => {
            let signed = ["-/mirror/manifest", "-/record/checkpoint", "-/record/keys"];
            let name = signed[dice.below(3)];
            files.insert(name.to_owned(), foreign[name].clone());
            format!("a foreign {name}")
        }
        // The log cut short, with the older head.
        8 => {
            let entries: Vec<&String> =
                names.iter().filter(|name| name.starts_with("-/record/tile/entries")).collect();
            let last = (*entries.last()?).clone();
            let gone = files.remove(&last).unwrap();
            match dice.below(3) {
                0 => {}
                1 => {
                    files.insert(last, gone[..gone.len() / 2].to_vec());
                }
                _ => {
                    for (name, bytes) in
                        before.iter().filter(|(name, _)| name.starts_with("-/record/"))
                    {
                        files.insert(name.clone(), bytes.clone());
                    }
                }
            }
            "the log cut short".to_owned()
        }
        // The proof of another article.
        9 => {
            let other = articles[dice.below(articles.len())];
            if other == slug {
                return None;
            }
            let theirs = files[&format!("en/post/{other}/proof.json")].clone();
            files.insert(proof.clone(), theirs);
            format!("the proof of {other} for {slug}")
        }
        // A file gone, or one too many.
        10 => {
            files.remove(&any);
            format!("{any} is gone")
        }
        _ => {
            files.insert(format!("en/{}.html", dice.below(1000)), b"<p>Buy!</p>".to_vec());
            "a file too many".to_owned()
        }
    };
    // Half of them write the list of files anew; they cannot sign it.
    if dice.below(2) == 0 {
        let list = files
            .iter()
            .filter(|(name, _)| !name.starts_with("-/mirror/"))
            .map(|(name, bytes)| format!("{}  {name}\n", record::Hash::of(&[bytes])));
        files.insert("-/mirror/files".to_owned(), list.collect::<String>().into_bytes());
    }
    Some(what)
}

/// Changes the files of a folder that are not as they should be.
fn rewrite(folder: &Path, from: &BTreeMap<String, Vec<u8>>, to: &BTreeMap<String, Vec<u8>>) {
    for name in from.keys().filter(|name| !to.contains_key(*name)) {
        std::fs::remove_file(folder.join(name)).unwrap();
    }
    for (name, bytes) in to.iter().filter(|(name, bytes)| from.get(*name) != Some(*bytes)) {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

/// A quarter of a thousand, so that each runs beside the others.
async fn tamperings_are_told(quarter: u64) {
    let copied = Copied::make().await;
    let foreign = read(&Copied::make().await.path("copy"));
    let (honest, before) = (read(&copied.path("copy")), read(&copied.path("before")));
    let folder = copied.path("forged");
    rewrite(&folder, &BTreeMap::new(), &honest);
    let mut dice = Dice(20_260_304 + quarter);
    let mut told = 0;
    while told < 250 {
        let mut files = honest.clone();
        let Some(what) = tamper(&mut files, &before, &foreign, &mut dice) else { continue };
        if files == honest {
            continue;
        }
        rewrite(&folder, &honest, &files);
        let ran = copied.verify("forged", &[]);
        assert!(ran.code == 1 || ran.code == 2, "{what} was not told: {}{}", ran.out, ran.err);
        rewrite(&folder, &files, &honest);
        told += 1;
    }
    copied.verify("forged", &[]).ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_tamperings_are_told_first_quarter() {
    tamperings_are_told(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_tamperings_are_told_second_quarter() {
    tamperings_are_told(2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_tamperings_are_told_third_quarter() {
    tamperings_are_told(3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_tamperings_are_told_last_quarter() {
    tamperings_are_told(4).await;
}

#[test]
fn every_page_of_the_demo_is_verified_in_every_language() {
    let folder = Folder::new();
    folder.run(&["demo", "--dir", "meridian", "--no-serve"]).ok();
    folder.run(&["key", "root", "--out", "root.key", "--paper", "meridian"]).ok();
    folder.run(&["key", "certify", "--root", "root.key", "--paper", "meridian"]).ok();
    let said = folder.run(&["mirror", "export", "copy", "--paper", "meridian"]).ok();
    let secret = std::fs::read_to_string(folder.path().join("root.key")).unwrap();
    let key = SigningKey::parse(&secret).unwrap().verifier().to_string();
    let ran = folder.run(&["verify", "copy", "--key", &key]);
    assert_eq!(ran.code, 0, "{said}{}{}", ran.out, ran.err);
    for edition in ["en", "ru", "hy", "fr", "ar"] {
        assert!(folder.path().join(format!("copy/{edition}/verify/index.html")).is_file());
    }
    // Every link leads to a file of the copy.
    let files = read(&folder.path().join("copy"));
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        for part in html.split(" href=\"").skip(1).chain(html.split(" src=\"").skip(1)) {
            let link = part.split(['"', '#', '?']).next().unwrap();
            if link.is_empty() || link.contains(':') {
                continue;
            }
            assert!(!link.starts_with('/'), "{name} leads to {link}, which is not in a copy");
            let to = folder.path().join("copy").join(name).parent().unwrap().join(decoded(link));
            assert!(to.exists(), "{name} leads to {link}, which is not there");
        }
    }
}

fn decoded(link: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = link.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}
