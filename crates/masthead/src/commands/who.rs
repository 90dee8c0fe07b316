//! Who acts at the command line.

/// Who acts.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Who {
    /// In whose name, by e-mail address: their roles decide. Without it, the machine's owner may do everything.
    #[arg(id = "as", long = "as", value_name = "EMAIL")]
    pub(crate) email: Option<String>,
}
