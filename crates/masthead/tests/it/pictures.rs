//! Photos: what the worker makes of them, and what the pages at hand show then.

use masthead::worker;
use media::Recipe;
use story::MediaId;
use story::media::Media;
use testkit::Paper;

#[tokio::test(flavor = "multi_thread")]
async fn the_worker_makes_what_readers_lack_first_and_then_everything() {
    let paper = Paper::open().await;
    let there = paper.photo("there.jpg", 900, 600).await;
    // As a paper has them that was kept by a program from before.
    let lacking = {
        let media = paper.store.picture(there).await.unwrap().media;
        let mut write = paper.store.write().await.unwrap();
        let media = Media { id: MediaId::new(write.id()), renditions: Vec::new(), ..media };
        write.put_media(&media).await.unwrap();
        write.commit().await.unwrap();
        media.id
    };
    paper.article("Bridge").lead(lacking, "A bridge").live().await;
    paper.reader().get("/en/post/bridge").await.status(200).shows_no("<img");
    let recipe = Recipe::new([480]);
    let due = async || worker::make_due_picture(&paper.store, &paper.files, &recipe).await.unwrap();
    let made = async |id| paper.store.picture(id).await.unwrap().media.renditions.len();

    assert!(due().await);
    assert_eq!((made(lacking).await, made(there).await), (1, 1), "one file for a start");
    paper.reader().get("/en/post/bridge").await.status(200).shows("<img").shows_no("<picture");
    assert!(due().await && due().await && !due().await);
    assert_eq!((made(lacking).await, made(there).await), (4, 4));
    paper.reader().get("/en/post/bridge").await.status(200).shows("<picture");
    // Nothing is done twice.
    assert!(!due().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_whose_file_is_gone_is_given_up_and_holds_up_no_other() {
    let paper = Paper::open().await;
    let gone = paper.photo("gone.jpg", 90, 60).await;
    let media = paper.store.picture(gone).await.unwrap().media;
    paper.files.remove(&media::Hash::from_hex(&media.hash).unwrap()).await.unwrap();
    let recipe = Recipe::new([480]);
    let due = async || worker::make_due_picture(&paper.store, &paper.files, &recipe).await;
    for _ in 0..3 {
        let failed = due().await.unwrap_err();
        assert!(format!("{failed:#}").contains("is not among the kept files"), "{failed:#}");
        paper.pass_minutes(11);
    }
    assert!(due().await.unwrap());
    assert!(!due().await.unwrap());
    assert!(!paper.store.picture(gone).await.unwrap().working);
}
