//! How many files and sockets this process may hold open at once.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// What stays free for the database, the index, pictures and whoever asks from inside.
const BESIDES: usize = 512;

/// Raises the limit as far as this user may without asking anybody, and gives back how many of the wanted connections
/// fit under it. Many systems begin with 1,024 and allow far more.
pub(crate) fn room_for(wanted: usize) -> usize {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let enough = u64::try_from(wanted + BESIDES).unwrap_or(u64::MAX);
    let raised = maximum.map_or(enough, |maximum| maximum.min(enough));
    let mut allowed = current;
    if current.is_some_and(|current| current < raised) {
        let limit = Rlimit { current: Some(raised), maximum };
        if setrlimit(Resource::Nofile, limit).is_ok() {
            allowed = Some(raised);
        }
    }
    let fit = fitting(wanted, allowed);
    if fit < wanted {
        tracing::warn!(
            "at most {fit} connections are held at once, not {wanted} (server.max_connections): this process may have only {} files open. Raise LimitNOFILE of the service, or `ulimit -n`",
            allowed.unwrap_or_default()
        );
    }
    fit
}

/// How many connections fit; half of what is allowed where that is very little.
fn fitting(wanted: usize, allowed: Option<u64>) -> usize {
    let Some(allowed) = allowed.and_then(|allowed| usize::try_from(allowed).ok()) else {
        return wanted;
    };
    wanted.min(allowed.saturating_sub(BESIDES).max(allowed / 2)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_files_for_the_rest_of_the_house() {
        assert_eq!(fitting(10_000, None), 10_000);
        assert_eq!(fitting(10_000, Some(65_536)), 10_000);
        assert_eq!(fitting(10_000, Some(1_024)), 512);
        assert_eq!(fitting(10_000, Some(4_096)), 3_584);
        assert_eq!(fitting(16, Some(1_024)), 16);
        assert_eq!(fitting(10_000, Some(64)), 32);
    }
}
