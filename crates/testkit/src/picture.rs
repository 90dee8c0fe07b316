//! Pictures.

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

    /// A photo of this size, a JPEG, with one file for readers as after an upload.
    pub async fn photo(&self, file_name: &str, width: u32, height: u32) -> MediaId {
        // Every photo is another one, or they would share their files.
        let shade = file_name.bytes().fold(7_u8, |shade, byte| shade.wrapping_mul(31) ^ byte);
        let image = image::RgbImage::from_fn(width, height, |x, y| {
            image::Rgb([shade, (x * 255 / width) as u8, (y * 255 / height) as u8])
        });
        let mut bytes = Vec::new();
        image::codecs::jpeg::JpegEncoder::new(&mut bytes).encode_image(&image).expect("a photo");
        self.picture(file_name, &bytes).await
    }

    /// Makes all files of the photos that wait for them, in these widths.
    pub async fn make_pictures(&self, widths: &[u32]) {
        let recipe = media::Recipe::new(widths.iter().copied());
        let lease = std::time::Duration::from_secs(60);
        while let Some(picture) = self.store.lease_picture(lease).await.expect("a lease") {
            let made = self.files.make(&picture.media, &recipe).await.expect("files of a photo");
            self.store.finish_picture(&picture, &recipe.word(), &made).await.expect("a commit");
        }
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
        let taken = self.files.take(media::Bytes::copy_from_slice(bytes)).await.expect("a picture");
        let mut write = self.store.write().await.expect("a transaction");
        let id = MediaId::new(write.id());
        let media = Media { rights, ..taken.media(id, file_name, "en", self.now()) };
        write.put_media(&media).await.expect("a picture");
        write.commit().await.expect("a commit");
        id
    }

    /// Where readers find a picture.
    pub async fn picture_path(&self, id: MediaId) -> String {
        let media = self.store.media(&[id]).await.expect("the pictures");
        let Media { hash, file_name, content_type, renditions, .. } =
            media.first().expect("the picture");
        if let Some(rendition) = renditions.first() {
            return media::address::of_rendition(rendition, file_name);
        }
        let hash = media::Hash::from_hex(hash).expect("the hash of a picture");
        media::address::address(&hash, file_name, content_type)
    }
}
