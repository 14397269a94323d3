//! The signature of a request (RFC 5849 section 3.4), by HMAC-SHA1.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha1::Sha1;
use url::Url;
use zeroize::Zeroizing;

/// Everything but the unreserved characters (section 3.6).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Percent-encodes a text (section 3.6).
pub(super) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// The signature over a request: its method, its address, and the parameters of the protocol and of a form in the body.
pub(crate) fn sign(
    method: &str,
    url: &Url,
    parameters: &[(&str, &str)],
    consumer_secret: &str,
    token_secret: &str,
) -> String {
    // Section 3.4.2: the separator is present even without a token secret.
    let key = Zeroizing::new(format!("{}&{}", encoded(consumer_secret), encoded(token_secret)));
    let mut mac = Hmac::<Sha1>::new_from_slice(key.as_bytes()).expect("a key of HMAC has any length");
    mac.update(base_string(method, url, parameters).as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

/// The signature base string (section 3.4.1).
fn base_string(method: &str, url: &Url, parameters: &[(&str, &str)]) -> Zeroizing<String> {
    let mut address = url.clone();
    address.set_query(None);
    address.set_fragment(None);
    let of_the_query = url.query_pairs();
    let mut all: Vec<_> = of_the_query.map(|(name, value)| (encoded(&name), encoded(&value))).collect();
    all.extend(parameters.iter().map(|(name, value)| (encoded(name), encoded(value))));
    all.sort();
    let all = all.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
    Zeroizing::new(format!("{method}&{}&{}", encoded(address.as_str()), encoded(&all)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn the_base_string_is_that_of_rfc_5849_section_3_4_1() {
        // The parameters in the example's body are passed like the parameters of the protocol.
        let parameters = [
            ("oauth_consumer_key", "9djdj82h48djs9d2"),
            ("oauth_token", "kkk9d7dh3k39sjv7"),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", "137131201"),
            ("oauth_nonce", "7d8f3e4a"),
            ("c2", ""),
            ("a3", "2 q"),
        ];
        let address = url("http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b");
        assert_eq!(
            *base_string("POST", &address, &parameters),
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540\
             %3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC\
             -SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7"
        );
    }

    #[test]
    fn the_signatures_are_those_of_rfc_5849_section_1_2() {
        let common = [("oauth_consumer_key", "dpf43f3p2l4k3l03"), ("oauth_signature_method", "HMAC-SHA1")];
        let token = [
            ("oauth_token", "hh5s93j4hdidpola"),
            ("oauth_timestamp", "137131201"),
            ("oauth_nonce", "walatlh"),
            ("oauth_verifier", "hfdp7dh39dks9884"),
        ];
        let signature = sign(
            "POST",
            &url("https://photos.example.net/token"),
            &[&common[..], &token[..]].concat(),
            "kd94hf93k423kf44",
            "hdhd0244k9j7ao03",
        );
        assert_eq!(signature, "gKgrFCywp7rO0OXSjdot/IHF7IU=");
        let photo = [
            ("oauth_token", "nnch734d00sl2jdk"),
            ("oauth_timestamp", "137131202"),
            ("oauth_nonce", "chapoH"),
        ];
        let signature = sign(
            "GET",
            &url("http://photos.example.net/photos?file=vacation.jpg&size=original"),
            &[&common[..], &photo[..]].concat(),
            "kd94hf93k423kf44",
            "pfkkdhi9sl3r4s00",
        );
        assert_eq!(signature, "MdpQcU8iPSUjWoN/UDMsK2sui9I=");
    }

    #[test]
    fn the_signature_is_that_of_xs_documentation() {
        // https://docs.x.com/fundamentals/authentication/oauth-1-0a/creating-a-signature
        let parameters = [
            ("status", "Hello Ladies + Gentlemen, a signed OAuth request!"),
            ("oauth_consumer_key", "xvz1evFS4wEEPTGEFPHBog"),
            ("oauth_nonce", "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg"),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", "1318622958"),
            ("oauth_token", "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb"),
            ("oauth_version", "1.0"),
        ];
        let signature = sign(
            "POST",
            &url("https://api.x.com/1.1/statuses/update.json?include_entities=true"),
            &parameters,
            "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
            "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE",
        );
        assert_eq!(signature, "Ls93hJiZbQ3akF3HF3x1Bz8/zU4=");
    }

    #[test]
    fn encoding_is_that_of_section_3_6() {
        // The examples of X's page "Percent encoding parameters".
        assert_eq!(encoded("Ladies + Gentlemen"), "Ladies%20%2B%20Gentlemen");
        assert_eq!(encoded("An encoded string!"), "An%20encoded%20string%21");
        assert_eq!(encoded("Dogs, Cats & Mice"), "Dogs%2C%20Cats%20%26%20Mice");
        assert_eq!(encoded("☃"), "%E2%98%83");
        assert_eq!(encoded("azAZ09-._~"), "azAZ09-._~");
    }
}
