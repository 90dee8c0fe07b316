//! Pictures.

use std::collections::BTreeMap;

use story::MediaId;
use story::media::{Media, Rights};

use crate::Paper;

impl Paper {
    /// A drawing of this size, kept like any picture that an editor brings.
    pub async fn drawing(&self, file_name: &str, width: u32, height: u32) -> MediaId {
        let svg = format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"><title>{file_name}</title><rect width="{width}" height="{height}" fill="#345"/></svg>"##
        );
        self.picture(file_name, svg.as_bytes()).await
    }

    /// A picture made of these bytes.
    pub async fn picture(&self, file_name: &str, bytes: &[u8]) -> MediaId {
        self.picture_with_rights(file_name, bytes, Rights::default()).await
    }

    /// A picture that may be shown only under these terms.
    pub async fn picture_with_rights(
        &self,
        file_name: &str,
        bytes: &[u8],
        rights: Rights,
    ) -> MediaId {
        let stored = self.files.put(bytes).expect("a picture");
        let mut write = self.store.write().await.expect("a transaction");
        let id = MediaId::new(write.id());
        let media = Media {
            id,
            hash: stored.hash.to_string(),
            file_name: file_name.to_owned(),
            content_type: stored.content_type.to_owned(),
            bytes: stored.bytes,
            width: stored.width,
            height: stored.height,
            credit: String::new(),
            alt: BTreeMap::new(),
            caption: BTreeMap::new(),
            rights,
            created_at: self.now(),
        };
        write.put_media(&media).await.expect("a picture");
        write.commit().await.expect("a commit");
        id
    }

    /// Where readers find a picture.
    pub async fn picture_path(&self, id: MediaId) -> String {
        let media = self.store.media(&[id]).await.expect("the pictures");
        let Media { hash, file_name, content_type, .. } = media.first().expect("the picture");
        let hash = media::Hash::from_hex(hash).expect("the hash of a picture");
        media::address::address(&hash, file_name, content_type)
    }
}
