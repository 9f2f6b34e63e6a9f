//! Places: words of the way to the page, of sites and of sections.

/// Words that open a line which tells the way to the page: 当前位置: 首页 > 新闻.
pub(crate) const POSITION: &[&str] = &[
    "正在阅读",
    "正在閱讀",
    "当前位置",
    "當前位置",
    "当前所在位置",
    "當前所在位置",
    "您当前的位置",
    "您當前的位置",
    "您现在的位置",
    "您現在的位置",
    "您的位置",
    "您所在的位置",
    "你的位置",
    "你现在的位置",
    "现在位置",
    "目前位置",
    "所在位置",
    "你当前的位置",
    "您当前位置",
    "您在这里",
    "您在這裡",
    "您位于",
    "位置",
    "导航",
    "導航",
    "当前",
    "現在位置",
    "you are here",
    "you're here",
    "sie sind hier",
    "sie befinden sich hier",
    "vous êtes ici",
    "está aquí",
    "estás aquí",
    "você está aqui",
    "вы здесь",
    "sei qui",
    "ti trovi in",
    "u bevindt zich hier",
    "現在地",
    "현재 위치",
];

/// First places of a way to the page.
pub(crate) const HOME: &[&str] = &[
    "首页",
    "首頁",
    "网站首页",
    "主页",
    "主頁",
    "新闻首页",
    "新闻",
    "home",
    "homepage",
    "start",
    "startseite",
    "accueil",
    "inicio",
    "início",
    "главная",
    "ホーム",
    "トップ",
    "top",
    "홈",
    "home page",
    "hem",
    "strona główna",
    "beranda",
    "ana sayfa",
    "index",
];

/// Starts of a part of a title that names the software that made the page.
pub(crate) const MAKERS: &[&str] = &["powered by", "proudly powered", "built with"];

/// Ends of names that only sites and their sections have.
pub(crate) const SITE_ENDINGS: &[&str] = &[
    "网",
    "網",
    "网站",
    "網站",
    "门户",
    "門戶",
    "论坛",
    "論壇",
    "频道",
    "頻道",
    "资讯网",
    "首页",
    "首頁",
    "官网",
    "官網",
    "在线",
    "在線",
    "新闻中心",
    "新聞中心",
];

/// Words of a title that greets the visitor and tells nothing of the text.
pub(crate) const WELCOME: &[&str] = &[
    "欢迎访问",
    "歡迎訪問",
    "欢迎光临",
    "歡迎光臨",
    "谢谢您访问",
    "謝謝您訪問",
    "欢迎您访问",
    "欢迎来到",
];

/// Ends of names that only sections have.
pub(crate) const SECTION_ENDINGS: &[&str] = &[
    "动态", "動態", "新闻", "新聞", "资讯", "資訊", "公告", "通知", "要闻", "要聞", "快讯", "快訊",
    "头条", "專題", "专题", "栏目", "欄目",
];

/// Last places of a path that stand for the page itself.
pub(crate) const THIS_PAGE: &[&str] = &[
    "正文",
    "文章正文",
    "新闻正文",
    "新聞正文",
    "内容",
    "內容",
    "文章内容",
    "内容页",
    "浏览文章",
    "查看文章",
    "详情",
    "详细内容",
    "详细页",
    "詳細",
    "記事",
    "記事詳細",
    "本文",
    "article",
    "view page source",
    "edit on github",
];

/// Places of a path that are headings or buttons of it.
pub(crate) const NO_PLACE: &[&str] = &[
    "breadcrumb",
    "breadcrumbs",
    "breadcrumb navigation",
    "ruta de navegación",
    "fil d'ariane",
    "fil d’ariane",
    "brotkrümelnavigation",
    "brotkrumen",
    "pfadnavigation",
    "sobrescribir enlaces de ayuda a la navegación",
    "view page source",
    "edit on github",
    "今天是",
    "返回",
    "パンくずリスト",
    "现在时间",
    "现在是",
];
