//! How common a character is in running Chinese, Japanese and Korean text, as small tables built at compile time from lists in
//! order of frequency. Gives a [`Tier`] for any character; a character that no list names is [`Tier::Unlisted`].
//! The lists are ours, written from general knowledge of the languages; their order is good to a factor of two, which is all the
//! scorer needs.

/// How often a character is met in running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// About the first hundred characters: close to half of a text.
    Everywhere,
    /// Up to about the first four hundred.
    Frequent,
    /// The rest of the list.
    Common,
    /// On no list.
    Unlisted,
}

/// A language that has a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Hans,
    Hant,
    Japanese,
    Korean,
}

/// The tier of `c` in `language`.
pub(super) fn tier(c: char, language: Language) -> Tier {
    let code = c as u32;
    let packed = if (HAN_FIRST..HAN_FIRST + HAN_COUNT as u32).contains(&code) {
        let row = HAN.get((code - HAN_FIRST) as usize).copied().unwrap_or(0);
        row >> language.shift()
    } else if (HANGUL_FIRST..HANGUL_FIRST + HANGUL_COUNT as u32).contains(&code)
        && language == Language::Korean
    {
        HANGUL
            .get((code - HANGUL_FIRST) as usize)
            .copied()
            .unwrap_or(0)
    } else {
        0
    };
    match packed & 3 {
        1 => Tier::Everywhere,
        2 => Tier::Frequent,
        3 => Tier::Common,
        _ => Tier::Unlisted,
    }
}

impl Language {
    /// Where the two bits of the language stand in an entry of [`HAN`].
    const fn shift(self) -> u32 {
        match self {
            Language::Hans => 0,
            Language::Hant => 2,
            Language::Japanese => 4,
            Language::Korean => 6,
        }
    }
}

const HAN_FIRST: u32 = 0x4E00;
const HAN_COUNT: usize = 0x5200;
const HANGUL_FIRST: u32 = 0xAC00;
const HANGUL_COUNT: usize = 11_172;

/// Position in a list at which the tier [`Tier::Everywhere`] ends.
const EVERYWHERE: usize = 100;
/// Position in a list at which the tier [`Tier::Frequent`] ends.
const FREQUENT: usize = 400;

static HAN: [u8; HAN_COUNT] = {
    let table = mark([0; HAN_COUNT], HANS, HAN_FIRST, Language::Hans.shift());
    let table = mark(table, HANT, HAN_FIRST, Language::Hant.shift());
    mark(table, KANJI, HAN_FIRST, Language::Japanese.shift())
};

static HANGUL: [u8; HANGUL_COUNT] = mark([0; HANGUL_COUNT], SYLLABLES, HANGUL_FIRST, 0);

/// Writes the tiers of `list`, whose characters all take three bytes in UTF-8, into the bits of `table` from `shift` on.
/// The first mention of a character counts.
const fn mark<const N: usize>(mut table: [u8; N], list: &str, first: u32, shift: u32) -> [u8; N] {
    let bytes = list.as_bytes();
    let mut at = 0;
    let mut position = 0;
    while at + 2 < bytes.len() {
        let code = ((bytes[at] as u32 & 0x0F) << 12)
            | ((bytes[at + 1] as u32 & 0x3F) << 6)
            | (bytes[at + 2] as u32 & 0x3F);
        let index = (code - first) as usize;
        if (table[index] >> shift) & 3 == 0 {
            let value = if position < EVERYWHERE {
                1
            } else if position < FREQUENT {
                2
            } else {
                3
            };
            table[index] |= value << shift;
            position += 1;
        }
        at += 3;
    }
    table
}

/// Simplified Chinese.
const HANS: &str = "\
的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如\
水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但\
质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见\
计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美\
再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装\
影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型\
眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严首底液官德随病苏失尔死讲配女黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台\
落木帮轮破亚师围注远字材排供河态封另施减树溶怎止案言士均武固叶鱼波视仅费紧爱左章早朝害续轻服试食充兵源判护司足某练差致板田降黑犯负击范继兴似余坚曲输修故城\
夫够送笔船占右财吃富春职觉汉画功巴跟虽杂飞检吸助升阳互初创抗考投坏策古径换未跑留钢曾端责站简述钱副尽帝射草冲承独令限阿宣环双请超微让控州良轴找否纪益依优顶\
础载倒房突坐粉敌略客袁冷胜绝析块剂测丝协诉念陈仍罗盐友洋错苦夜刑移频逐靠混母短皮终聚汽村云哪既距卫停烈央察烧迅境若印洲刻括激孔搞甚室待核校散侵吧甲游久菜味\
旧模湖货损预阻毫普稳乙妈植息扩银语挥酒守拿序纸医缺雨吗针刘啊急唱误训愿审附获茶鲜粮斤孩脱硫肥善龙演父渐血欢械掌歌沙刚攻谓盾讨晚粒乱燃矛乎杀药宁鲁贵钟煤读班\
伯香介迫句丰培握兰担弦蛋沉假穿执答乐谁顺烟缩征脸喜松脚困异免背星福买染井概慢怕磁倍祖皇促静补评翻肉践尼衣宽扬棉希伤操垂秋宜氢套督振架亮末宪庆编牛触映雷销诗\
座居抓裂胞呼娘景威绿晶厚盟衡鸡孙延危胶屋乡临陆顾掉呀灯岁措束耐剧玉赵跳哥季课凯胡额款绍卷齐伟蒸殖永宗苗川炉岩弱零杨奏沿露杆探滑镇饭浓航怀赶库夺伊灵税途灭赛\
归召鼓播盘裁险康唯录菌纯借糖盖横符私努堂域枪润幅哈竟熟虫泽脑壤碳欧遍侧寨敢彻虑斜薄庭纳弹饲伸折麦湿暗荷瓦塞床筑恶户访塔奇透梁刀旋迹卡氯遇份毒泥退洗摆灰彩卖\
耗夏择忙铜献硬予繁圈雪函亦抽篇阵阴丁尺追堆雄迎泛爸楼避谋吨野猪旗累偏典馆索秦脂潮爷豆忽托惊塑遗愈朱替纤粗倾尚痛楚谢奋购磨君池旁碎骨监捕弟暴割贯殊释词亡壁顿\
宝午尘闻揭炮残冬桥妇警综招吴付浮遭徐您摇谷赞箱隔订男吹园纷唐败宋玻巨耕坦荣闭湾键凡驻锅救恩剥凝碱齿截炼麻纺禁废盛版缓净睛昌婚涉筒嘴插岸朗庄街藏姑贸腐奴啦惯\
乘恢纱扎辩耳彪臣亿璃抵脉秀萨俄网店频链接登录注册首页搜索论坛博客视频下载软件手机电脑图片新闻娱乐体育财经汽车房产旅游教育游戏小说文章标题内容发表评论回复作者来源\
编辑时间日期点击浏览分享收藏打印关闭更多相关推荐热门最新上篇返回版权所有联系广告服务公司企业产品价格订单购物商城优惠免费会员积分用户密码邮箱电话地址招聘培训考试\
魔兽漫章节阅读帖贴吧聊玩腾讯浪搜狐易淘宝京深圳杭武汉津渝浙苏闽粤湘鄂皖赣陕甘疆藏宁贵云琼辽吉冀豫鲁晋沪\
";

/// Traditional Chinese.
const HANT: &str = "\
的一是不人在有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她里後小麼心多天而能好都然沒日於起還發成事只作當想看文無開手十用\
主行方又如前所本見經頭面公同三已老從動兩長知樣現分將外但身些與高意進把法此實回二理美點月明其種聲全工己話兒者向情部正名定女問力機給等幾很業最間新什打便位因\
重被走電四第門相次東政海口使教西再平真聽世氣信北少關並內加化由卻代軍產入先山五太水萬市眼體別處總才場師書比住員九笑性通目華報立馬命張活難神數件安表原車白應\
路期叫死常提感金何更反合放做系計或司利受光王果親界及今京務制解各任至清物台象記邊共風戰干接它許八特覺望直服毛林題建南度統色字請交愛讓認算論百吃義科怎元社術\
結六功指思非流每青管夫連遠資隊跟帶花快條院變聯言權往展該領傳近留紅治決周保達辦運武半候七必城父強步完革深區即求品士轉量空甚眾技輕程告江語英基派滿式李息寫呢\
識極令黃德收臉錢黨倒未持取設始版雙歷越史商千片容研像找友孩站廣改議形委早房音火際則首單據導影失拿網香似斯專石若兵弟誰校讀志飛觀爭究包組造落視濟喜離雖壞集編\
寶談府拉黑且隨格盡劍講布殺微怕母調局根曾準團段終樂切級克精哪官示沖竟乎男舉客證苦照注費足尚續般民選雨奇備嗎土依查責號約假紀參亞停害證角驗排富類段陳劉楊趙吳\
周許孫朱胡郭何高羅鄭梁謝宋唐韓曹鄧蕭馮曾程蔡彭潘袁於董余蘇葉呂魏蔣田杜丁沈姜范江傅鍾盧汪戴崔任陸廖姚方金邱夏譚韋賈鄒石熊孟秦閻薛侯雷白龍段郝孔邵史毛常萬顧賴武康\
歡迎登入註冊會員首頁搜尋討論區文章標題內容發表回覆作者來源時間日期點擊瀏覽分享收藏列印關閉更多相關推薦熱門最新上篇返回版權所有聯絡廣告服務公司企業產品價格訂單購\
物優惠免費積分用戶密碼郵箱電話地址新聞娛樂體育財經汽車旅遊教育遊戲小說部落格影音圖片下載軟體手機電腦網路站連結台灣臺北高雄縣鄉鎮村街號樓香港澳門九龍議員總統縣長立\
委民進黨國民選舉環保醫療健康飲食餐廳料理美食咖啡茶酒店飯館旅館房間價錢買賣特價折扣商店店家藝術設計創作音樂電影演員歌手節目電視廣播報紙雜誌書籍圖書館學校老師學生大\
學中學小學幼稚園考試成績課程研究教授博士碩士畢業工作職業薪水面試求職投資股票基金銀行保險貸款房屋租買屋裝潢家具電器冷氣冰箱洗衣機計算器相機鏡頭照片拍攝攝影師寵物貓狗\
鳥魚植物花草樹木森林山河湖泊海洋沙灘陽光空氣溫度天氣晴雨風雪颱地震火災警察消防救護車醫院病人護士藥局感冒發燒咳嗽頭痛肚子眼睛耳朵鼻嘴巴牙齒舌喉嚨手指腳趾皮膚頭髮鬍\
身材減肥運動跑步游泳籃球足球棒網羽毛桌撞高爾夫騎腳踏車機捷運公車火車飛機船開始結束早上下午晚上昨天今天明天星期月份年度春夏秋冬節慶聖誕新年快樂生日禮物祝福紅包拜拜\
廟佛教道基督耶穌上帝神明靈魂鬼怪夢想希望未來過去現在記憶回憶感覺愛情友誼親情家庭父母爸媽兄弟姊妹兒女孫爺奶叔阿姨夫妻男女朋友結婚離婚懷孕寶寶嬰孩童青少年成人老獨\
條約簽署協議談判衝突戰爭和平軍隊武器核彈恐怖份子犯罪監獄法律法院法官律師檢察官判決訴訟證據證人被告原告辯護賠償損失責任義務權利自由民主人權平等公正社會福利貧窮富裕經\
濟發展貿易進口出口工廠製造業農漁牧礦能源石油天然氣電力核能太陽風綠環境污染全球暖化氣候變遷溫室效應節能減碳回收垃圾分類處理科技創新網際資訊安全駭客病毒軟硬體程式語言\
";

/// Kanji of Japanese.
const KANJI: &str = "\
日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金員九入選立開手米力学問高代明実円関決子動京全目表\
戦経通外最言氏現理調体化田当八六約主題下首意法不来作性的要用制治度務強気小七成期公野協取都和統以機平総加山思家話世受区領多県続進正安設保改数記院女初北午指\
権心界支第産結百派点教報済書府活原先共得解名交資予川向際査勝面委告軍文反元重近千考判認画海参売利組知案道信策集在件団別物側任引使求所次水半品昨論計死官増係\
感特情投示変打男基私各始島直両朝革価式確村提運終挙果西勢減台広容必応演電歳住争談能無再位置企真流格有疑口過局少放税検藤町常校料沢裁状工建語球営空職証土与急\
止送援供可役構木割聞身費付施切由説転食比難防補車優夫研収断井何南石足違消境神番規術護展態導鮮備宅害配副算視条幹独警宮究育席輸訪楽起万着乗店述残想線率病農州\
武声質念待試族象銀域助労例衛然早張映限親額監環験追審商葉義伝働形景落欧担好退準賞訴辺造英被株頭技低毎医復仕去姿味負閣韓渡失移差衆個門写評課末守若脳極種美岡\
影命含福蔵量望松非撃佐核観察整段横融型白深字答夜製票況音申様財港識注呼渉達良響阪帰針専推谷古候史天階程満敗管値歌買突兵接請器士光討路悪科攻崎督授催細効図週\
積丸他及湾録処省旧室憲太橋歩離岸客風紙激否周師摘材登系批郎母易健黒火戸速存花春飛殺央券赤号単盟座青破編捜竹除完降超責並療従右修捕隊危採織森競拡故館振給屋介\
読弁根色友苦就迎走販園具左異歴辞将秋因献厳馬愛幅休維富浜父遺彼般未塁貿講邦舞林装諸夏素亡劇河遣航抗冷模雄適婦鉄寄益込顔緊類児余禁印逆王返標換久短油妻暴輪占\
宣背昭廃植熱宿薬伊江清習険頼僚覚吉盛船倍均億途圧芸許皇臨踏駅署抜壊債便伸留罪停興爆陸玉源儀波創障継筋狙帯延羽努固闘精則葬乱避普散司康測豊洋静善逮婚厚喜齢囲\
卒迫略承浮惑崩順紀聴脱旅絶級幸岩練押軽倒了庁博城患締等救執層版老令角絡損房募曲撤裏払削密庭徒措仏績築貨志混載昇池陣我勤為血遅抑幕居染温雑招奈季困星傷永択秀\
著徴誌庫弾償功拠香欠更秘拒刑坂刻底賛塚致抱繰服犯尾描布恐寺鈴盤息宇項喪伴遠養懸戻街巨震願絵希越契掲躍棄欲痛触邸依籍汚縮還枚属笑互複慮郵束仲栄札枠似夕恵板列\
露沖探逃借緩節需骨射傾届曜遊迷夢巻購揮君燃充雨閉緒跡包駐貢鹿弱却端賃折紹獲郡併草徹飲貴埼衝焦奪雇災浦暮替析預焼簡譲称肉納樹挑章臓律誘紛貸至宗促慎控贈智握照\
";

/// Hangul syllables.
const SYLLABLES: &str = "\
이다의는에을가고하를지은사로한도기자인서대리나어시그있니라아해들으정일부수보것여스장적전제원과만구주상게공안국동조트세오소우연면성회용미내위유방거무학생신요문당까\
마년계경비관래모음중분개선말없더요행입않되습했었았된된일할때저진물같건실경력화재식영현산교차치반최간단법직권바못날든각명작금약출후강품심집히터운려예란데외또월결\
통발업남북민노건달속체김박최임본표크레프르러드디와알려야께네음추천글쓰뉴홈페검색로그회원가입메댓목록번호관련최신더보기사진동영상게판자료질답변블카테방송뉴스경제\
역양군종복배속두설형노길울태석병투론불였던며언특별살호져준받른책청감밝파티므편술환능향피베증충절값점질처초급죄쳤키럼평침필책열억매테타토참창캐코탈택판패포폭핵허\
험혁혼활황획효희독돈둘뒤듯등떤떻뜻롭류률름릴립막많맞맡멀몇몰못미믿및밖번범벌변별봉북붙빛빠빨뿐뿌쁘삼새색섯센셔손송쇼숙순술숨쉬승쓴씨악암압앞애액양얘얼엄엇엔옆옥온올옷완\
왔왜욕웃워육윤응의익임잃잇있잘잠잡잭졌족존좋죽줄즈즉즐직짓짜째쪽찾채책철첫층친칠컴켜큰클킨킬태털텔톤튼틀팀팔펴폐푸풀품플핑하학합항핸했헌헤협혀화확흐흥힘\
";

#[cfg(test)]
mod tests {
    use super::*;

    fn check(c: char, language: Language, expected: Tier) {
        assert_eq!(tier(c, language), expected, "{c} in {language:?}");
    }

    #[test]
    fn tiers_follow_the_lists() {
        check('的', Language::Hans, Tier::Everywhere);
        check('的', Language::Hant, Tier::Everywhere);
        check('的', Language::Japanese, Tier::Frequent);
        check('这', Language::Hans, Tier::Everywhere);
        check('这', Language::Hant, Tier::Unlisted);
        check('這', Language::Hant, Tier::Everywhere);
        check('發', Language::Hans, Tier::Unlisted);
        check('다', Language::Korean, Tier::Everywhere);
        check('다', Language::Hans, Tier::Unlisted);
        check('뷁', Language::Korean, Tier::Unlisted);
        check('a', Language::Hans, Tier::Unlisted);
        check('\u{10FFFF}', Language::Korean, Tier::Unlisted);
    }

    #[test]
    fn lists_hold_only_the_block_that_they_index() {
        for list in [HANS, HANT, KANJI] {
            for c in list.chars() {
                let code = c as u32;
                let end = HAN_FIRST + HAN_COUNT as u32;
                assert!((HAN_FIRST..end).contains(&code), "{c}");
            }
        }
        assert!(SYLLABLES.chars().all(|c| ('가'..='힣').contains(&c)));
    }
}
