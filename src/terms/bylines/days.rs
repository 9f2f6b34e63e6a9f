//! Words around days and times that stand elsewhere than in the line below the headline.

/// Labels of the last change that stand within a sentence of the foot: "This page was last edited on 9 January 2024".
pub(crate) const CHANGED: &[&str] = &[
    "last edited on",
    "last edited",
    "last modified on",
    "last modified",
    "last updated on",
    "last updated",
    "last changed",
    "zuletzt geändert",
    "zuletzt bearbeitet",
    "zuletzt aktualisiert",
    "aktualisiert am",
    "aktualisiert:",
    "letzte aktualisierung",
    "stand:",
    "zuletzt am",
    "dernière modification",
    "dernière mise à jour",
    "última modificación",
    "última actualización",
    "editó por última vez",
    "ultima modifica",
    "última atualização",
    "последний раз",
    "最近更新",
    "最后更新",
    "最後更新",
    "最后编辑",
    "最后修改",
    "最後修訂",
    "最終更新",
];

/// Words before the day on which a text was published, in a line or sentence of the foot.
pub(crate) const POSTED: &[&str] = &[
    "was posted on",
    "was published on",
    "was first published on",
    "was created on",
    "posted on",
    "published on",
    "dieser artikel wurde am",
    "dieser beitrag wurde am",
    "dieser eintrag wurde am",
    "veröffentlicht am",
    "erstellt am",
    "gespeichert von",
    "publié le",
    "mis en ligne le",
    "publicado el",
    "publicada el",
    "publicado em",
    "pubblicato il",
    "geplaatst op",
    "gepubliceerd op",
    "发布日期",
    "发布时间",
    "發佈日期",
    "發布日期",
    "發佈時間",
    "发表于",
    "發表於",
    "公開日",
    "投稿日",
    "등록일",
];

/// Words that join a label to the day: "press release of 3 May".
pub(crate) const OF_DAY: &[&str] = &["vom", "of", "du", "del", "dal", "van", "den"];

/// Words of a time of reading.
pub(crate) const MINUTES: &[&str] = &[
    "min", "mins", "minute", "minutes", "minuten", "minutos", "minuti",
];
