//! Words of bylines, datelines, source lines and tails: labels in front of a value, words around a name, and names that name
//! nobody. In lower case and half-width; grouped by concept and language.

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Label {
    /// Who wrote it.
    Author,
    /// Who put it on the site; an author only where nobody else is named.
    Poster,
    /// Who edited it.
    Editor,
    /// Who checked, proofread, drew or took pictures: people, but neither authors nor editors.
    Other,
    /// The medium it was taken from.
    Source,
    /// When it was published.
    Published,
    /// When it was changed.
    Modified,
    /// A counter or a control: views, size of type, print.
    Control,
}

/// Labels that a colon follows, or for some an oblique stroke.
pub(crate) const LABELS: &[(&str, Label)] = &[
    // Authors
    ("作者", Label::Author), ("原创", Label::Author), ("原創", Label::Author), ("文章作者", Label::Author), ("本文作者", Label::Author), ("撰文", Label::Author), ("撰稿", Label::Author),
    ("撰稿人", Label::Author), ("文", Label::Author), ("文字", Label::Author), ("图文", Label::Author), ("圖文", Label::Author),
    ("文/图", Label::Author), ("文/圖", Label::Author), ("图/文", Label::Author), ("圖/文", Label::Author),
    ("记者", Label::Author), ("記者", Label::Author), ("本报记者", Label::Author), ("本報記者", Label::Author),
    ("本刊记者", Label::Author), ("本网记者", Label::Author), ("本台记者", Label::Author), ("特约记者", Label::Author),
    ("见习记者", Label::Author), ("实习记者", Label::Author), ("實習記者", Label::Author), ("全媒体记者", Label::Author),
    ("通讯员", Label::Author), ("通訊員", Label::Author), ("实习生", Label::Author), ("采写", Label::Author), ("採寫", Label::Author),
    ("采访", Label::Author), ("採訪", Label::Author), ("采编", Label::Author), ("执笔", Label::Author), ("執筆", Label::Author),
    ("供稿", Label::Author), ("投稿", Label::Author), ("编译", Label::Author), ("編譯", Label::Author), ("整理", Label::Author),
    ("作家", Label::Author), ("著者", Label::Author), ("筆者", Label::Author), ("ライター", Label::Author), ("文責", Label::Author),
    ("글", Label::Author), ("기자", Label::Author), ("글쓴이", Label::Author), ("작성자", Label::Author), ("저자", Label::Author),
    ("author", Label::Author), ("authors", Label::Author), ("by", Label::Author), ("written by", Label::Author), ("words by", Label::Author),
    ("text by", Label::Author), ("story by", Label::Author), ("article by", Label::Author), ("reported by", Label::Author),
    ("autor", Label::Author), ("autorin", Label::Author), ("autoren", Label::Author), ("text", Label::Author), ("von", Label::Author),
    ("verfasser", Label::Author), ("verfasst von", Label::Author), ("geschrieben von", Label::Author),
    ("auteur", Label::Author), ("par", Label::Author), ("texte", Label::Author), ("rédigé par", Label::Author),
    ("autora", Label::Author), ("autores", Label::Author), ("por", Label::Author), ("escrito por", Label::Author), ("texto", Label::Author),
    ("autore", Label::Author), ("di", Label::Author), ("scritto da", Label::Author), ("auteurs", Label::Author),
    ("автор", Label::Author), ("авторы", Label::Author), ("текст", Label::Author), ("door", Label::Author),
    ("penulis", Label::Author), ("oleh", Label::Author), ("reporter", Label::Author), ("yazar", Label::Author),
    // Posters
    ("发布者", Label::Poster), ("发布人", Label::Poster), ("發布者", Label::Poster), ("发表者", Label::Poster), ("发帖人", Label::Poster),
    ("楼主", Label::Poster), ("上传者", Label::Poster), ("上传", Label::Poster), ("录入者", Label::Poster), ("录入", Label::Poster),
    ("录入人", Label::Poster), ("信息员", Label::Poster), ("发布单位", Label::Poster), ("发布机构", Label::Poster), ("posted by", Label::Poster),
    ("published by", Label::Poster), ("submitted by", Label::Poster), ("veröffentlicht von", Label::Poster), ("publicado por", Label::Poster),
    ("erstellt von", Label::Poster), ("publié par", Label::Poster), ("pubblicato da", Label::Poster), ("投稿者", Label::Poster),
    // Editors
    ("责编", Label::Editor), ("責編", Label::Editor), ("责任编辑", Label::Editor), ("責任編輯", Label::Editor), ("编辑", Label::Editor),
    ("編輯", Label::Editor), ("本文编辑", Label::Editor), ("值班编辑", Label::Editor), ("网络编辑", Label::Editor), ("本网编辑", Label::Editor),
    ("本期编辑", Label::Editor), ("责任编缉", Label::Editor), ("微信编辑", Label::Editor), ("新媒体编辑", Label::Editor), ("文章编辑", Label::Editor),
    ("主编", Label::Editor), ("主編", Label::Editor), ("编 辑", Label::Editor), ("责任 编辑", Label::Editor), ("核稿編輯", Label::Editor),
    ("責任主編", Label::Editor), ("執行編輯", Label::Editor), ("编辑/", Label::Editor), ("editor", Label::Editor), ("edited by", Label::Editor),
    ("editors", Label::Editor), ("redaktion", Label::Editor), ("redakteur", Label::Editor), ("редактор", Label::Editor),
    ("editing by", Label::Editor), ("編集", Label::Editor), ("편집", Label::Editor), ("edição", Label::Editor), ("edición", Label::Editor),
    // Others
    ("审核", Label::Other), ("審核", Label::Other), ("审校", Label::Other), ("校对", Label::Other), ("校對", Label::Other), ("编审", Label::Other),
    ("編審", Label::Other), ("初审", Label::Other), ("复审", Label::Other), ("终审", Label::Other), ("一审", Label::Other), ("二审", Label::Other),
    ("三审", Label::Other), ("签发", Label::Other), ("监制", Label::Other), ("監製", Label::Other), ("统筹", Label::Other), ("策划", Label::Other),
    ("审签", Label::Other), ("值班主任", Label::Other), ("摄影", Label::Other), ("攝影", Label::Other), ("图", Label::Other), ("圖", Label::Other),
    ("图片", Label::Other), ("圖片", Label::Other), ("照片", Label::Other), ("视频", Label::Other), ("影片", Label::Other), ("海报", Label::Other),
    ("制图", Label::Other), ("漫画", Label::Other), ("题图", Label::Other), ("美编", Label::Other), ("设计", Label::Other), ("排版", Label::Other),
    ("剪辑", Label::Other), ("配音", Label::Other), ("翻译", Label::Other), ("翻譯", Label::Other), ("译者", Label::Other), ("譯者", Label::Other),
    ("photo", Label::Other), ("photos", Label::Other), ("photo by", Label::Other), ("photos by", Label::Other), ("image", Label::Other),
    ("photography", Label::Other), ("photography by", Label::Other), ("foto", Label::Other), ("fotos", Label::Other), ("bild", Label::Other),
    ("bilder", Label::Other), ("фото", Label::Other), ("写真", Label::Other), ("撮影", Label::Other), ("사진", Label::Other),
    ("crédit photo", Label::Other), ("fotografía", Label::Other), ("reviewed by", Label::Other), ("medically reviewed by", Label::Other),
    ("fact checked by", Label::Other), ("übersetzung", Label::Other), ("translated by", Label::Other),
    // Sources
    ("来源", Label::Source), ("來源", Label::Source), ("文章来源", Label::Source), ("文章來源", Label::Source), ("信息来源", Label::Source),
    ("新闻来源", Label::Source), ("新聞來源", Label::Source), ("内容来源", Label::Source), ("稿件来源", Label::Source), ("资料来源", Label::Source),
    ("来 源", Label::Source), ("稿源", Label::Source), ("出处", Label::Source), ("出處", Label::Source), ("转自", Label::Source),
    ("转载自", Label::Source), ("轉自", Label::Source), ("轉載自", Label::Source), ("原载", Label::Source), ("摘自", Label::Source),
    ("来源于", Label::Source), ("消息来源", Label::Source), ("媒体", Label::Source), ("source", Label::Source), ("quelle", Label::Source),
    ("fuente", Label::Source), ("fonte", Label::Source), ("источник", Label::Source), ("出典", Label::Source), ("출처", Label::Source),
    ("sumber", Label::Source),
    // Publication
    ("发布时间", Label::Published), ("發布時間", Label::Published), ("發佈時間", Label::Published), ("发布日期", Label::Published),
    ("發布日期", Label::Published), ("發佈日期", Label::Published), ("发表时间", Label::Published), ("发表日期", Label::Published),
    ("發表時間", Label::Published), ("发表于", Label::Published), ("發表於", Label::Published), ("发布于", Label::Published),
    ("發佈於", Label::Published), ("发布", Label::Published), ("发表", Label::Published), ("时间", Label::Published), ("時間", Label::Published),
    ("日期", Label::Published), ("刊登日期", Label::Published), ("添加时间", Label::Published), ("录入时间", Label::Published),
    ("上传时间", Label::Published), ("上架时间", Label::Published), ("创建时间", Label::Published), ("发稿时间", Label::Published),
    ("发文时间", Label::Published), ("加入时间", Label::Published), ("公布日期", Label::Published), ("新闻日期", Label::Published),
    ("信息时间", Label::Published), ("公開日", Label::Published), ("掲載日", Label::Published), ("投稿日", Label::Published),
    ("配信", Label::Published), ("公開", Label::Published), ("입력", Label::Published), ("기사입력", Label::Published), ("등록", Label::Published),
    ("작성일", Label::Published), ("게시일", Label::Published), ("승인", Label::Published), ("published", Label::Published),
    ("published on", Label::Published), ("publication date", Label::Published), ("date published", Label::Published),
    ("first published", Label::Published), ("posted", Label::Published), ("posted on", Label::Published), ("date", Label::Published),
    ("released", Label::Published), ("created", Label::Published), ("veröffentlicht", Label::Published), ("veröffentlicht am", Label::Published),
    ("erstellt", Label::Published), ("erstellt am", Label::Published), ("datum", Label::Published), ("publicado", Label::Published),
    ("publicado el", Label::Published), ("publicado em", Label::Published), ("fecha", Label::Published), ("data", Label::Published),
    ("publié le", Label::Published), ("publié", Label::Published), ("pubblicato", Label::Published), ("pubblicato il", Label::Published),
    ("опубликовано", Label::Published), ("дата", Label::Published), ("gepubliceerd", Label::Published), ("diterbitkan", Label::Published),
    // Change
    ("更新时间", Label::Modified), ("更新時間", Label::Modified), ("更新日期", Label::Modified), ("最后更新", Label::Modified),
    ("最後更新", Label::Modified), ("修改时间", Label::Modified), ("修改日期", Label::Modified), ("更新于", Label::Modified),
    ("更新於", Label::Modified), ("更新", Label::Modified), ("更新日", Label::Modified), ("最終更新", Label::Modified), ("수정", Label::Modified),
    ("최종수정", Label::Modified), ("updated", Label::Modified), ("updated on", Label::Modified), ("last updated", Label::Modified),
    ("last updated on", Label::Modified), ("last update", Label::Modified), ("modified", Label::Modified), ("last modified", Label::Modified),
    ("last reviewed", Label::Modified), ("aktualisiert", Label::Modified), ("aktualisiert am", Label::Modified), ("zuletzt aktualisiert", Label::Modified),
    ("stand", Label::Modified), ("letzte änderung", Label::Modified), ("actualizado", Label::Modified), ("atualizado", Label::Modified),
    ("atualizado em", Label::Modified), ("mis à jour le", Label::Modified), ("modifié le", Label::Modified), ("aggiornato", Label::Modified),
    ("aggiornato il", Label::Modified), ("обновлено", Label::Modified),
    // Counters and controls
    ("浏览次数", Label::Control), ("浏览量", Label::Control), ("浏览数", Label::Control), ("浏览", Label::Control), ("瀏覽", Label::Control),
    ("瀏覽次數", Label::Control), ("点击数", Label::Control), ("点击次数", Label::Control), ("点击量", Label::Control), ("点击率", Label::Control),
    ("点击", Label::Control), ("點擊", Label::Control), ("阅读量", Label::Control), ("阅读数", Label::Control), ("阅读次数", Label::Control),
    ("阅读", Label::Control), ("閱讀", Label::Control), ("人气", Label::Control), ("人氣", Label::Control), ("访问量", Label::Control),
    ("访问次数", Label::Control), ("查看", Label::Control), ("评论", Label::Control), ("評論", Label::Control), ("评论数", Label::Control),
    ("回复", Label::Control), ("热度", Label::Control), ("点赞", Label::Control), ("字号", Label::Control), ("字號", Label::Control),
    ("字体", Label::Control), ("字體", Label::Control), ("字体大小", Label::Control), ("字型大小", Label::Control), ("文字大小", Label::Control),
    ("字体显示", Label::Control), ("分享到", Label::Control), ("分享", Label::Control), ("打印", Label::Control), ("关键词", Label::Control),
    ("关键字", Label::Control), ("标签", Label::Control), ("分类", Label::Control), ("栏目", Label::Control), ("所属栏目", Label::Control),
    ("所属分类", Label::Control), ("views", Label::Control), ("comments", Label::Control), ("share", Label::Control), ("tags", Label::Control),
    ("category", Label::Control), ("조회", Label::Control), ("조회수", Label::Control), ("просмотров", Label::Control),
];

/// Labels that announce a value without a colon, at the start of a line or behind a separator.
pub(crate) const BARE: &[&str] = &[
    "作者", "文", "文/图", "文/圖", "图/文", "圖/文", "撰文", "记者", "記者", "本报记者", "本報記者", "本刊记者", "本网记者", "本台记者", "见习记者", "实习记者", "特约记者",
    "通讯员", "通訊員", "实习生", "全媒体记者", "责任编辑", "責任編輯", "编辑", "責編", "责编", "来源", "來源", "发布时间", "发布于", "发表于",
    "發布時間", "發佈時間", "更新时间", "更新時間", "更新", "发布", "입력", "수정", "기사입력", "등록", "승인",
    "by", "written by", "words by", "posted by", "published by", "submitted by", "von", "par", "por", "di", "door", "oleh", "escrito por",
    "published", "published on", "posted", "posted on", "first published", "updated", "updated on", "last updated", "last updated on",
    "last modified", "veröffentlicht am", "veröffentlicht", "aktualisiert", "aktualisiert am", "stand", "publié le", "mis à jour le", "publicado el",
    "publicado em", "publicado", "actualizado", "atualizado em", "pubblicato il", "aggiornato il", "опубликовано", "обновлено", "edited by",
    "reviewed by", "medically reviewed by", "fact checked by", "photo by", "photos by", "photography by", "geschrieben von", "verfasst von",
    "erstellt von", "erstellt am", "veröffentlicht von", "публикация", "автор",
];

/// Labels that an oblique stroke may follow: 文/张三.
pub(crate) const STROKE: &[&str] = &[
    "文", "撰文", "文字", "编译", "編譯", "图", "圖", "摄影", "攝影", "责编", "责任编辑", "編輯", "编辑", "记者", "記者", "采写", "作者",
    "图文", "圖文", "整理",
];

/// Titles in front of a name within a value: 本报记者张三.
pub(crate) const TITLES: &[&str] = &[
    "全媒体记者", "特约通讯员", "特约撰稿人", "本报记者", "本報記者", "本刊记者", "本网记者", "本台记者", "见习记者", "实习记者", "实习生", "特约记者",
    "首席记者", "新华社记者", "人民日报记者", "中新社记者", "通讯员", "通訊員", "记者", "記者", "作者", "撰文", "编译", "編譯", "文字",
    "专栏作者", "责任编辑", "責任編輯", "责编", "責編", "编辑", "編輯", "整理", "综合", "主编", "特约评论员", "本报评论员", "评论员",
];

/// Words that follow a name within a value and belong to no name: 张三报道.
pub(crate) const AFTER_NAME: &[&str] = &[
    "文/图", "文/圖", "图/文", "综合报道", "綜合報導", "報導", "报道", "報道", "摄影报道", "摄影", "攝影", "编译", "編譯", "整理", "撰文",
    "整合", "文并摄", "文图", "图文", "摄", "文", "记者", "記者", "기자", "特派員", "특파원", "编辑", "編輯", "著",
];

/// Words that introduce an author in Latin and Cyrillic scripts, taken off the front of a name.
pub(crate) const BY: &[&str] = &[
    "written by", "words by", "posted by", "published by", "submitted by", "story by", "text by", "article by", "reported by", "by",
    "author", "authors", "autor", "autorin", "autoren", "auteur", "autore", "autora", "автор", "von", "par", "por", "di", "da", "door", "oleh",
    "escrito por", "geschrieben von", "verfasst von", "ein artikel von", "ein beitrag von", "reporter", "text", "текст", "post by", "post author by", "post author", "this post was written by", "recipe by", "insights from", "illustration by",
    "opinion by", "analysis by", "review by", "ein gastbeitrag von", "artikel von", "pressemitteilung von", "the author",
    "about the author", "guest post by", "contributed by", "de",
];

/// Words between two names.
pub(crate) const AND: &[&str] = &["and", "und", "et", "y", "e", "with", "mit", "и", "en", "og", "och", "dan", "ve"];

/// What stands in the place of a name and names nobody.
pub(crate) const NOBODY: &[&str] = &[
    "admin", "administrator", "administrador", "adm", "root", "user", "guest", "webmaster", "editor", "author", "author name", "autor",
    "anonymous", "anonymus", "unknown", "none", "null", "n/a", "na", "nobody", "undefined", "staff", "test", "demo", "manager", "moderator",
    "default", "true", "false", "self", "system", "wordpress", "super user", "superuser", "site admin", "siteadmin", "gast", "unbekannt",
    "anonym", "anónimo", "anonyme", "posted", "me", "you", "us", "about", "home", "contact", "read more", "more", "share", "follow", "website",
    "blog", "news", "view all posts", "all posts", "view profile", "see all", "author archive", "facebook", "twitter", "linkedin", "instagram",
    "本站作者", "本站", "本站编辑", "本站原创", "本站整理", "本网", "本网编辑", "本站用户", "佚名", "无名氏", "匿名", "匿名用户", "未知", "不详", "无",
    "暂无", "網路", "网络", "互联网", "网友", "网络转载", "转载", "轉載", "原创", "管理员", "管理員", "系统管理员", "网站管理员", "超级管理员", "编辑部",
    "小编", "小編", "作者", "记者", "記者", "编辑", "編輯", "综合", "綜合", "综合整理", "整理", "整合", "手记", "网络整理", "comsenz", "comsenz inc.", "comsenz ui team", "discuz! team", "大汉网络", "手机版", "no author", "cancel", "来源", "游客", "会员", "通讯员", "本报记者",
    "不明", "匿名希望", "名無し", "管理者", "운영자", "관리자", "기자", "편집부",
];

/// Agencies that stand in the place of an author's name.
pub(crate) const AGENCIES: &[&str] = &[
    "reuters", "associated press", "the associated press", "ap", "afp", "dpa", "agence france-presse", "bloomberg", "bloomberg news", "efe", "ansa",
    "apa", "sda", "sid", "pti", "ians", "ani", "upi", "tass", "xinhua", "新华社", "新華社", "中新社", "中新网", "新华网", "中央社", "法新社", "路透社", "路透",
    "美联社", "人民网", "央视新闻", "央视网", "人民日报", "共同社", "時事通信", "共同通信", "연합뉴스",
];

/// Words between a name and who gave the pictures: 罗跃 图片由…提供.
pub(crate) const PICTURES_BY: &[&str] = &["图片由", "圖片由", "照片由", "图由", "圖由", "图片均由", "本文图片由", "文内图片由", "资料图由"];

/// Words that open a line which tells the way to the page: 当前位置: 首页 > 新闻.
pub(crate) const POSITION: &[&str] = &[
    "当前位置", "當前位置", "当前所在位置", "當前所在位置", "您当前的位置", "您當前的位置", "您现在的位置", "您現在的位置", "您的位置", "您所在的位置", "你的位置",
    "你现在的位置", "现在位置", "目前位置", "所在位置", "你当前的位置", "您当前位置", "您在这里", "您在這裡", "您位于", "位置", "导航", "導航", "当前", "現在位置",
    "you are here", "you're here", "sie sind hier", "sie befinden sich hier", "vous êtes ici", "está aquí", "estás aquí", "você está aqui",
    "вы здесь", "sei qui", "ti trovi in", "u bevindt zich hier", "現在地", "현재 위치",
];

/// First places of a way to the page.
pub(crate) const HOME: &[&str] = &[
    "首页", "首頁", "网站首页", "主页", "主頁", "新闻首页", "新闻", "home", "homepage", "start", "startseite", "accueil", "inicio", "início", "главная", "ホーム",
    "トップ", "top", "홈", "home page", "hem", "strona główna", "beranda", "ana sayfa", "index",
];
