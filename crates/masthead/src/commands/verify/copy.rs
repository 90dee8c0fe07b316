//! A whole copy: every file, the record from its first entry on, and every article against it.

use std::collections::{BTreeMap, HashSet};

use record::{ArticleProof, Hash, Shown, Trust, VerifierKey};

use super::log::{Log, statements, told};
use super::page::{differences, newer_log};
use super::source::Source;
use super::verdict::Verdict;
use crate::commands::mirror::{FILES, MANIFEST, Place, place, read_list};

/// Looks at a copy.
pub(super) async fn look(
    copy: &Source,
    key: &VerifierKey,
    newer: Option<&Source>,
    verdict: &mut Verdict,
) -> anyhow::Result<()> {
    let mut said = statements(copy).await?;
    if let Some(newer) = newer {
        said.extend(statements(newer).await?);
    }
    let trust = Trust::new(key.clone(), &said);
    let files = files(copy, &trust, verdict).await?;
    let log = match Log::read(copy, &trust).await? {
        Ok(log) => log,
        Err(why) => {
            verdict.wrong(why);
            return Ok(());
        }
    };
    verdict.good(format!(
        "The record of {} has {} entries, signed on {}; all are there, in their order.",
        log.head.origin,
        log.head.size,
        log.head.at.strftime("%-d %B %Y, %H:%M UTC")
    ));
    articles(copy, &files, &log, &trust, verdict).await?;
    since(&log, &trust, newer, verdict).await
}

/// Compares every file with the signed list.
async fn files(
    copy: &Source,
    trust: &Trust,
    verdict: &mut Verdict,
) -> anyhow::Result<BTreeMap<String, Hash>> {
    let note = copy.text(MANIFEST).await?;
    let list = copy.need(FILES).await?;
    match Shown::believed(&note, trust) {
        Err(why) => verdict.wrong(format!("The list of files: {why}")),
        Ok(shown) if shown.path != format!("/{FILES}") || shown.bytes != Hash::of(&[&list]) => {
            verdict.wrong("The list of files is not the one that the paper signed.");
        }
        Ok(_) => {}
    }
    let files = std::str::from_utf8(&list).ok().and_then(read_list);
    let Some(files) = files else {
        verdict.wrong("The list of files cannot be read.");
        return Ok(BTreeMap::new());
    };
    let mut changed = 0;
    for (file, hash) in &files {
        // Names that lead out of the copy are not the paper's.
        if file.starts_with('/') || file.split('/').any(|part| part == "..") {
            verdict.wrong(format!("The list of files names {file}, which is in no copy."));
            continue;
        }
        match copy.get(file).await? {
            None => verdict.wrong(format!("{file} is missing.")),
            Some(bytes) if Hash::of(&[&bytes]) != *hash => {
                changed += 1;
                verdict.wrong(format!("{file} was changed."));
            }
            Some(_) => {}
        }
    }
    for file in copy.all()? {
        if !files.contains_key(&file) && file != FILES && file != MANIFEST {
            verdict.wrong(format!("{file} was put in: the paper's copy has no such file."));
        }
    }
    if changed == 0 {
        verdict.good(format!("{} files are listed, and the list is signed.", files.len()));
    }
    Ok(files)
}

/// Compares every article that the record knows with its page.
async fn articles(
    copy: &Source,
    files: &BTreeMap<String, Hash>,
    log: &Log,
    trust: &Trust,
    verdict: &mut Verdict,
) -> anyhow::Result<()> {
    let mut known: Vec<&(u64, record::Entry)> = log.newest.values().collect();
    known.sort_by_key(|(number, _)| *number);
    let mut pages = HashSet::new();
    let mut proven = 0;
    for (number, entry) in known {
        let Some(Place::File { file, .. }) = place(&story::url::encode(&entry.address)) else {
            verdict
                .wrong(format!("Entry {number} names an address that is none: {}.", entry.address));
            continue;
        };
        if !entry.act.leaves_public() {
            if files.contains_key(&file) && !pages.contains(&file) {
                verdict.wrong(format!("{file} is there, and the article was {}.", told(entry)));
            }
            continue;
        }
        pages.insert(file.clone());
        let faults = article(copy, &file, *number, trust).await?;
        if faults.is_empty() {
            proven += 1;
        }
        verdict.wrong.extend(faults.into_iter().map(|fault| format!("{}: {fault}", entry.address)));
    }
    verdict.good(format!(
        "{proven} articles are what the paper published, and each in its newest version."
    ));
    Ok(())
}

async fn article(
    copy: &Source,
    file: &str,
    number: u64,
    trust: &Trust,
) -> anyhow::Result<Vec<String>> {
    let Some(page) = copy.get(file).await? else {
        return Ok(vec!["the page is missing, and the article is public.".to_owned()]);
    };
    let beside = file.replace(crate::commands::mirror::PAGES_FORM, "proof.json");
    let Some(proof) = copy.get(&beside).await? else {
        return Ok(vec!["its proof is missing.".to_owned()]);
    };
    let proof = match ArticleProof::parse(&proof) {
        Ok(proof) => proof,
        Err(why) => return Ok(vec![why.to_string()]),
    };
    let proven = match proof.check(trust) {
        Ok(proven) => proven,
        Err(why) => return Ok(vec![why.to_string()]),
    };
    let mut faults = Vec::new();
    if proven.number != number {
        faults.push(format!(
            "it is not the newest version: entry {} is shown, and entry {number} is the newest.",
            proven.number
        ));
    }
    match proof.shown(trust) {
        Ok(Some(shown)) if shown.bytes == Hash::of(&[&page]) => {}
        Ok(_) => faults.push("the page is not the one that the paper made.".to_owned()),
        Err(why) => faults.push(why.to_string()),
    }
    if proven.words.is_some() {
        faults.extend(differences(&String::from_utf8_lossy(&page), &proven));
    }
    Ok(faults)
}

/// What a newer copy, or the paper itself, knows besides.
async fn since(
    log: &Log,
    trust: &Trust,
    newer: Option<&Source>,
    verdict: &mut Verdict,
) -> anyhow::Result<()> {
    let Some(newer) = newer else {
        verdict.notes.push(format!(
            "This is the paper as of {}. Whether it published something newer, --newer tells.",
            log.head.at.strftime("%-d %B %Y, %H:%M UTC")
        ));
        return Ok(());
    };
    let (size, root) = (log.head.size, log.head.root);
    let Some(other) = newer_log(newer, trust, size, root, verdict).await? else { return Ok(()) };
    let from = usize::try_from(log.head.size).unwrap_or(usize::MAX);
    for entry in other.entries.iter().skip(from) {
        verdict.newer.push(format!("{} was {} since.", entry.address, told(entry)));
    }
    Ok(())
}
