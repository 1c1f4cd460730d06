//! Tokens that the service refuses before their end.

use super::*;

// R7.1: a refused token costs one refresh, however many requests carried it.
#[tokio::test]
async fn a_refused_token_is_replaced_once_for_all() {
    let (cache, mint, _) = cache(&[For(HOUR)]);
    let cache = Arc::new(cache);
    let old = cache.headers().await.unwrap();
    let callers: Vec<_> = (0..10)
        .map(|_| {
            let (cache, old) = (cache.clone(), old.clone());
            tokio::spawn(async move { cache.refused(&old).await })
        })
        .collect();
    for caller in callers {
        assert!(caller.await.unwrap().unwrap());
    }
    assert_eq!(mint.calls(), 2);
    // The answer to a request that was long under way: its token is gone already.
    assert!(cache.refused(&old).await.unwrap());
    assert_eq!(mint.calls(), 2);
    assert_eq!(authorization(&*cache).await.unwrap(), "Bearer token-2");
}

#[tokio::test]
async fn the_same_token_again_is_no_other_one() {
    let (cache, mint, _) = cache(&[Forever, Again]);
    let old = cache.headers().await.unwrap();
    assert!(!cache.refused(&old).await.unwrap());
    assert_eq!(mint.calls(), 2);
}

#[tokio::test]
async fn a_refused_token_is_still_held_if_there_is_no_other() {
    let (cache, _, _) = cache(&[For(HOUR), Fails]);
    let old = cache.headers().await.unwrap();
    let error = cache.refused(&old).await.unwrap_err();
    assert!(error.is_retryable() && !error.was_sent());
    assert_eq!(cache.headers().await.unwrap(), old);
}

#[tokio::test]
async fn a_refusal_before_any_token_gets_one() {
    let (cache, mint, _) = cache(&[For(HOUR)]);
    assert!(cache.refused(&HeaderMap::new()).await.unwrap());
    assert_eq!(mint.calls(), 1);
}
