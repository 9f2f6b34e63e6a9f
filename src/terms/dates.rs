//! Words that stand in dates: months, days of the week, parts of the day, joining words, eras and time zones. In lower case;
//! one term a line, or one concept a line.

/// Names and abbreviations of months, without a final dot, with their number.
pub(crate) const MONTHS: &[(&str, u8)] = &[
    // English
    ("january", 1), ("february", 2), ("march", 3), ("april", 4), ("may", 5), ("june", 6),
    ("july", 7), ("august", 8), ("september", 9), ("october", 10), ("november", 11), ("december", 12),
    ("jan", 1), ("feb", 2), ("mar", 3), ("apr", 4), ("jun", 6), ("jul", 7),
    ("aug", 8), ("sep", 9), ("sept", 9), ("oct", 10), ("nov", 11), ("dec", 12),
    // German
    ("januar", 1), ("jänner", 1), ("jän", 1), ("februar", 2), ("feber", 2), ("märz", 3), ("maerz", 3), ("mär", 3), ("mrz", 3),
    ("mai", 5), ("juni", 6), ("juli", 7), ("oktober", 10), ("okt", 10), ("dezember", 12), ("dez", 12),
    // French
    ("janvier", 1), ("janv", 1), ("février", 2), ("fevrier", 2), ("févr", 2), ("fév", 2), ("mars", 3), ("avril", 4), ("avr", 4),
    ("juin", 6), ("juillet", 7), ("juil", 7), ("août", 8), ("aout", 8), ("septembre", 9), ("octobre", 10),
    ("novembre", 11), ("décembre", 12), ("decembre", 12), ("déc", 12),
    // Spanish
    ("enero", 1), ("ene", 1), ("febrero", 2), ("marzo", 3), ("abril", 4), ("abr", 4), ("mayo", 5), ("junio", 6), ("julio", 7),
    ("agosto", 8), ("ago", 8), ("septiembre", 9), ("setiembre", 9), ("octubre", 10), ("noviembre", 11),
    ("diciembre", 12), ("dic", 12),
    // Portuguese
    ("janeiro", 1), ("fevereiro", 2), ("fev", 2), ("março", 3), ("maio", 5), ("junho", 6), ("julho", 7), ("setembro", 9),
    ("set", 9), ("outubro", 10), ("out", 10), ("novembro", 11), ("dezembro", 12),
    // Italian
    ("gennaio", 1), ("gen", 1), ("febbraio", 2), ("aprile", 4), ("maggio", 5), ("mag", 5), ("giugno", 6), ("giu", 6),
    ("luglio", 7), ("lug", 7), ("settembre", 9), ("ottobre", 10), ("ott", 10), ("dicembre", 12),
    // Dutch and Scandinavian
    ("januari", 1), ("februari", 2), ("maart", 3), ("mei", 5), ("augustus", 8), ("maj", 5), ("augusti", 8),
    ("desember", 12),
    // Russian and Ukrainian
    ("января", 1), ("янв", 1), ("январь", 1), ("февраля", 2), ("фев", 2), ("февраль", 2), ("марта", 3), ("мар", 3),
    ("март", 3), ("апреля", 4), ("апр", 4), ("апрель", 4), ("мая", 5), ("май", 5), ("июня", 6), ("июн", 6), ("июнь", 6),
    ("июля", 7), ("июл", 7), ("июль", 7), ("августа", 8), ("авг", 8), ("август", 8), ("сентября", 9), ("сен", 9),
    ("сентябрь", 9), ("октября", 10), ("окт", 10), ("октябрь", 10), ("ноября", 11), ("ноя", 11), ("ноябрь", 11),
    ("декабря", 12), ("дек", 12), ("декабрь", 12),
    // Polish
    ("stycznia", 1), ("lutego", 2), ("marca", 3), ("kwietnia", 4), ("maja", 5), ("czerwca", 6), ("lipca", 7),
    ("sierpnia", 8), ("września", 9), ("października", 10), ("listopada", 11), ("grudnia", 12),
    // Turkish
    ("ocak", 1), ("şubat", 2), ("mart", 3), ("nisan", 4), ("mayıs", 5), ("haziran", 6), ("temmuz", 7), ("ağustos", 8),
    ("eylül", 9), ("ekim", 10), ("kasım", 11), ("aralık", 12),
    // Indonesian
    ("februari", 2), ("maret", 3), ("agustus", 8), ("agt", 8), ("oktober", 10), ("nopember", 11), ("des", 12),
    // Arabic
    ("يناير", 1), ("فبراير", 2), ("مارس", 3), ("أبريل", 4), ("ابريل", 4), ("مايو", 5), ("يونيو", 6), ("يوليو", 7),
    ("أغسطس", 8), ("اغسطس", 8), ("سبتمبر", 9), ("أكتوبر", 10), ("اكتوبر", 10), ("نوفمبر", 11), ("ديسمبر", 12),
];

/// Words that may stand between a date and its time: prepositions and days of the week.
pub(crate) const BEFORE_TIME: &[&str] = &[
    "at", "um", "gegen", "à", "a las", "às", "as", "alle", "alle ore", "ore", "kl", "klo", "om", "o godz", "в", "pukul",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
    "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日", "星期天",
    "周一", "周二", "周三", "周四", "周五", "周六", "周日",
    "週一", "週二", "週三", "週四", "週五", "週六", "週日",
    "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日",
    "월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일",
    "月", "火", "水", "木", "金", "土", "日", "一", "二", "三", "四", "五", "六",
    "월", "화", "수", "목", "금", "토", "일",
];

/// Words between day, month and year.
pub(crate) const WITHIN_DATE: &[&str] = &["de", "del", "of", "the", "en", "di"];

/// Parts of the day before a time, with the hours that they add to a time up to 11 o'clock.
pub(crate) const DAY_PARTS: &[(&str, u8)] = &[
    ("上午", 0), ("早上", 0), ("清晨", 0), ("凌晨", 0), ("午前", 0), ("오전", 0),
    ("下午", 12), ("午后", 12), ("午後", 12), ("傍晚", 12), ("晚上", 12), ("晚间", 12), ("晚間", 12), ("오후", 12),
];

/// Eras by which years are counted, with the year of the Common Era before their first.
pub(crate) const ERAS: &[(&str, i16)] = &[
    ("民國", 1911),
    ("民国", 1911),
    ("中華民國", 1911),
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
];

/// Names of time zones that stand for one offset only, in minutes east of UTC. CST and IST stand for several.
pub(crate) const ZONES: &[(&str, i16)] = &[
    ("utc", 0), ("gmt", 0), ("z", 0), ("cet", 60), ("cest", 120), ("mez", 60), ("mesz", 120), ("bst", 60), ("eet", 120),
    ("eest", 180), ("msk", 180), ("est", -300), ("edt", -240), ("cdt", -300), ("mst", -420), ("mdt", -360), ("pst", -480),
    ("pdt", -420), ("jst", 540), ("kst", 540), ("hkt", 480),
];
