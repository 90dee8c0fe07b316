//! The words of letters, in every language that the desk speaks. `{name}` and the like are filled in by [`fill`].

use story::job::Notice;

/// The words of one language.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) hello: &'static str,
    pub(super) invitation_subject: &'static str,
    pub(super) invitation: &'static str,
    pub(super) password_subject: &'static str,
    pub(super) password_asked: &'static str,
    pub(super) password_given: &'static str,
    pub(super) notice_subject: &'static str,
    pub(super) notice: &'static str,
    password_changed: &'static str,
    passkey_added: &'static str,
    codes_off: &'static str,
    factors_forgotten: &'static str,
    recovery_code_used: &'static str,
}

impl Words {
    /// Those of a language; English where the desk does not speak it.
    pub(super) fn of(language: &str) -> &'static Words {
        match language {
            "ru" => &RUSSIAN,
            "hy" => &ARMENIAN,
            "fr" => &FRENCH,
            "ar" => &ARABIC,
            _ => &ENGLISH,
        }
    }

    /// What was done about an account.
    pub(super) fn done(&self, notice: Notice) -> &'static str {
        match notice {
            Notice::PasswordChanged => self.password_changed,
            Notice::PasskeyAdded => self.passkey_added,
            Notice::CodesOff => self.codes_off,
            Notice::FactorsForgotten => self.factors_forgotten,
            Notice::RecoveryCodeUsed => self.recovery_code_used,
        }
    }
}

/// Puts values where their names stand in braces. Braces in a value are left alone.
pub(super) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled += before;
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        filled += values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
        rest = after;
    }
    filled + rest
}

const ENGLISH: Words = Words {
    hello: "Hello {name},",
    invitation_subject: "{by} invites you to {paper}",
    invitation: "{by} invites you to the newsroom of {paper}. Choose a password here within a week:\n\n{link}\n\nIf you do not know what this is about, do nothing.",
    password_subject: "A new password for {paper}",
    password_asked: "choose a new password for the newsroom of {paper} here within an hour:\n\n{link}\n\nYou, or somebody who knows your address, asked for it. If you want no new password, do nothing: the old one stays.",
    password_given: "choose a new password for the newsroom of {paper} here within a day:\n\n{link}\n\nAn admin of the newsroom made this link for you. If you want no new password, do nothing: the old one stays.",
    notice_subject: "Your account at {paper}",
    notice: "{what}\n\nIf that was you, all is well. If not, sign in at {desk}, change your password, end your other sessions, and tell an admin of the newsroom.",
    password_changed: "Your password was changed.",
    passkey_added: "A passkey was added to your account.",
    codes_off: "One-time codes are no longer asked for when you sign in.",
    factors_forgotten: "An admin removed your one-time codes, your codes on paper and your passkeys.",
    recovery_code_used: "One of your codes on paper was used.",
};

const RUSSIAN: Words = Words {
    hello: "Здравствуйте, {name}!",
    invitation_subject: "{by} приглашает вас в «{paper}»",
    invitation: "{by} приглашает вас в редакцию «{paper}». Выберите пароль по этой ссылке в течение недели:\n\n{link}\n\nЕсли вы не знаете, о чём речь, ничего делать не нужно.",
    password_subject: "Новый пароль для «{paper}»",
    password_asked: "Выберите новый пароль для редакции «{paper}» по этой ссылке в течение часа:\n\n{link}\n\nЕго запросили вы или кто-то, кто знает ваш адрес. Если новый пароль не нужен, ничего не делайте: останется прежний.",
    password_given: "Выберите новый пароль для редакции «{paper}» по этой ссылке в течение суток:\n\n{link}\n\nСсылку создал для вас администратор редакции. Если новый пароль не нужен, ничего не делайте: останется прежний.",
    notice_subject: "Ваша учётная запись в «{paper}»",
    notice: "{what}\n\nЕсли это сделали вы, всё в порядке. Если нет, войдите по адресу {desk}, смените пароль, завершите остальные сеансы и сообщите администратору редакции.",
    password_changed: "Ваш пароль изменён.",
    passkey_added: "К вашей учётной записи добавлен ключ доступа.",
    codes_off: "Одноразовые коды при входе больше не запрашиваются.",
    factors_forgotten: "Администратор удалил ваши одноразовые коды, коды на бумаге и ключи доступа.",
    recovery_code_used: "Использован один из ваших кодов на бумаге.",
};

const ARMENIAN: Words = Words {
    hello: "Բարև Ձեզ, {name}։",
    invitation_subject: "{by} Ձեզ հրավիրում է «{paper}»",
    invitation: "{by} Ձեզ հրավիրում է «{paper}» թերթի խմբագրություն։ Մեկ շաբաթվա ընթացքում ընտրեք գաղտնաբառ այս հղումով՝\n\n{link}\n\nԵթե չգիտեք, թե խոսքն ինչի մասին է, ոչինչ մի արեք։",
    password_subject: "Նոր գաղտնաբառ «{paper}» թերթի համար",
    password_asked: "Մեկ ժամվա ընթացքում ընտրեք նոր գաղտնաբառ «{paper}» թերթի խմբագրության համար այս հղումով՝\n\n{link}\n\nԱյն խնդրել եք Դուք կամ մեկը, ով գիտի Ձեր հասցեն։ Եթե նոր գաղտնաբառ պետք չէ, ոչինչ մի արեք. կմնա հինը։",
    password_given: "Մեկ օրվա ընթացքում ընտրեք նոր գաղտնաբառ «{paper}» թերթի խմբագրության համար այս հղումով՝\n\n{link}\n\nՀղումը Ձեզ համար ստեղծել է խմբագրության ադմինիստրատորը։ Եթե նոր գաղտնաբառ պետք չէ, ոչինչ մի արեք. կմնա հինը։",
    notice_subject: "Ձեր հաշիվը «{paper}» թերթում",
    notice: "{what}\n\nԵթե դա Դուք էիք, ամեն ինչ կարգին է։ Եթե ոչ, մուտք գործեք {desk} հասցեով, փոխեք գաղտնաբառը, ավարտեք մնացած աշխատաշրջանները և տեղեկացրեք խմբագրության ադմինիստրատորին։",
    password_changed: "Ձեր գաղտնաբառը փոխվել է։",
    passkey_added: "Ձեր հաշվին ավելացվել է մուտքի բանալի։",
    codes_off: "Մուտք գործելիս մեկանգամյա կոդեր այլևս չեն պահանջվում։",
    factors_forgotten: "Ադմինիստրատորը հեռացրել է Ձեր մեկանգամյա կոդերը, թղթի վրայի կոդերը և մուտքի բանալիները։",
    recovery_code_used: "Օգտագործվել է թղթի վրայի Ձեր կոդերից մեկը։",
};

const FRENCH: Words = Words {
    hello: "Bonjour {name},",
    invitation_subject: "{by} vous invite à {paper}",
    invitation: "{by} vous invite à la rédaction de {paper}. Choisissez un mot de passe ici dans la semaine :\n\n{link}\n\nSi vous ne savez pas de quoi il s’agit, ne faites rien.",
    password_subject: "Un nouveau mot de passe pour {paper}",
    password_asked: "choisissez ici, dans l’heure, un nouveau mot de passe pour la rédaction de {paper} :\n\n{link}\n\nVous l’avez demandé, ou quelqu’un qui connaît votre adresse. Si vous n’en voulez pas, ne faites rien : l’ancien reste valable.",
    password_given: "choisissez ici, dans la journée, un nouveau mot de passe pour la rédaction de {paper} :\n\n{link}\n\nL’administration de la rédaction a créé ce lien pour vous. Si vous n’en voulez pas, ne faites rien : l’ancien mot de passe reste valable.",
    notice_subject: "Votre compte à {paper}",
    notice: "{what}\n\nSi c’était vous, tout va bien. Sinon, connectez-vous sur {desk}, changez votre mot de passe, fermez vos autres sessions et prévenez l’administration de la rédaction.",
    password_changed: "Votre mot de passe a été modifié.",
    passkey_added: "Une clé d’accès a été ajoutée à votre compte.",
    codes_off: "Les codes à usage unique ne sont plus demandés à la connexion.",
    factors_forgotten: "L’administration a supprimé vos codes à usage unique, vos codes sur papier et vos clés d’accès.",
    recovery_code_used: "L’un de vos codes sur papier a été utilisé.",
};

const ARABIC: Words = Words {
    hello: "مرحبًا {name}،",
    invitation_subject: "دعوة من {by} إلى {paper}",
    invitation: "يدعوك {by} إلى غرفة أخبار {paper}. اختر كلمة مرور هنا خلال أسبوع:\n\n{link}\n\nإن كنت لا تعرف شيئًا عن هذا فلا تفعل شيئًا.",
    password_subject: "كلمة مرور جديدة لدى {paper}",
    password_asked: "اختر هنا خلال ساعة كلمة مرور جديدة لغرفة أخبار {paper}:\n\n{link}\n\nطلبتَها أنت أو شخص يعرف عنوانك. إن لم تكن تريدها فلا تفعل شيئًا، وستبقى القديمة.",
    password_given: "اختر هنا خلال يوم كلمة مرور جديدة لغرفة أخبار {paper}:\n\n{link}\n\nأنشأ لك هذا الرابط أحد مديري غرفة الأخبار. إن لم تكن تريدها فلا تفعل شيئًا، وستبقى القديمة.",
    notice_subject: "حسابك لدى {paper}",
    notice: "{what}\n\nإن كنت أنت من فعل ذلك فلا داعي للقلق. وإلا فادخل من {desk} وغيّر كلمة المرور وأنهِ جلساتك الأخرى وأبلغ أحد مديري غرفة الأخبار.",
    password_changed: "تم تغيير كلمة مرورك.",
    passkey_added: "أُضيف مفتاح مرور إلى حسابك.",
    codes_off: "لم تعد الرموز لمرة واحدة مطلوبة عند دخولك.",
    factors_forgotten: "أزال أحد المديرين رموزك لمرة واحدة ورموزك الورقية ومفاتيح مرورك.",
    recovery_code_used: "استُعمل أحد رموزك الورقية.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::me::LANGUAGES;

    /// The names that stand in braces.
    fn names(text: &str) -> Vec<&str> {
        let mut names: Vec<&str> =
            text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn every_language_of_the_desk_has_its_own_words_with_the_same_gaps() {
        let all = |words: &'static Words| {
            let Words {
                hello,
                invitation_subject,
                invitation,
                password_subject,
                password_asked,
                password_given,
                notice_subject,
                notice,
                password_changed,
                passkey_added,
                codes_off,
                factors_forgotten,
                recovery_code_used,
            } = words;
            [
                *hello,
                invitation_subject,
                invitation,
                password_subject,
                password_asked,
                password_given,
                notice_subject,
                notice,
                password_changed,
                passkey_added,
                codes_off,
                factors_forgotten,
                recovery_code_used,
            ]
        };
        for language in LANGUAGES {
            let words = all(Words::of(language));
            for (own, english) in words.into_iter().zip(all(&ENGLISH)) {
                assert_eq!(names(own), names(english), "{language}: {own}");
                assert!(*language == "en" || own != english, "{language}: {own}");
            }
        }
    }

    #[test]
    fn a_value_is_filled_in_as_it_is() {
        let values = [("name", "{link}"), ("link", "x")];
        assert_eq!(fill("Hello {name}, {link}{nothing}.", &values), "Hello {link}, x.");
        assert_eq!(fill("an open {brace", &[]), "an open ");
    }
}
