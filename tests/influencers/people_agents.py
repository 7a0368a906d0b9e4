# ruff: noqa: E501 - agents are lines as they are
"""Agents of people: browsers, and browsers inside of applications, as phones send them."""

_IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
_PIXEL = "Mozilla/5.0 (Linux; Android 15; Pixel 8 Build/AP4A.250205.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/137.0.7151.89 Mobile Safari/537.36"
_CUBOT = "Mozilla/5.0 (Linux; Android 11; CUBOT {}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{} Mobile Safari/537.36"

IN_APP = (
    f"{_IPHONE} Mobile/15E148 Instagram 385.0.0.24.87 (iPhone14,5; iOS 18_5; fr_FR; fr; scale=3.00; 1170x2532; IABMV/1; 746598346) Safari/604.1",
    f"{_PIXEL} Instagram 385.0.0.47.74 Android (35/15; 420dpi; 1080x2274; Google/google; Pixel 8; shiba; shiba; fr_FR; 745843120; IABMV/1)",
    f"{_IPHONE} Mobile/15E148 musical_ly_39.8.0 BytedanceLocale/fr-FR ByteFullLocale/fr-FR WKWebView/1 RevealType/Dialog isDarkMode/1 Region/FR",
    "Mozilla/5.0 (Linux; Android 14; SM-S918B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/137.0.7151.61 Mobile Safari/537.36 trill_390803 BytedanceWebview/d8a21c6 musical_ly_2023908030 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/musical_ly",
    f"{_IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/518.0.0.52.100;FBBV/745139234;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/18.5;FBSS/3;FBID/phone;FBLC/fr_FR;FBOP/5;FBRV/746871238;IABMV/1]",
    f"{_PIXEL} [FB_IAB/FB4A;FBAV/518.0.0.63.86;IABMV/1;]",
    f"{_PIXEL} [FB_IAB/Orca-Android;FBAV/508.1.0.58.109;]",
    f"{_IPHONE} Mobile/15E148 [LinkedInApp]/9.31.1120",
    f"{_PIXEL} [LinkedInApp]",
    f"{_IPHONE} Mobile/15E148 Snapchat/13.46.0.40 (like Safari/8620.2.4.10.5, panda)",
    f"{_PIXEL} Snapchat/13.46.0.49 (Pixel 8; Android 15#13283748#35; gzip; )",
    _CUBOT.format("KINGKONG 5 Pro", "137.0.0.0"),
    _CUBOT.format("NOTE 21", "130.0.6723.58"),
    _CUBOT.format("P80", "124.0.6367.82"),
    "Mozilla/5.0 (Linux; Android 9; CUBOT_POWER Build/PPR1.180610.011) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Mobile Safari/537.36",
    f"{_IPHONE} GSA/371.0.765751061 Mobile/15E148 Safari/604.1",
    f"{_PIXEL} GSA/16.20.38.29.arm64",
    f"{_IPHONE} Mobile/15E148 [Pinterest/iOS]",
    f"{_PIXEL} [Pinterest/Android]",
    f"{_IPHONE} Mobile/15E148 Twitter for iPhone/11.4",
    f"{_IPHONE} Mobile/15E148 Safari Line/15.8.1",
)
BROWSERS = (
    f"{_IPHONE} Version/18.5 Mobile/15E148 Safari/604.1",
    f"{_IPHONE} CriOS/137.0.7151.79 Mobile/15E148 Safari/604.1",
    f"{_IPHONE} FxiOS/139.0 Mobile/15E148 Safari/605.1.15",
    f"{_IPHONE} EdgiOS/137.0.3296.62 Version/18.0 Mobile/15E148 Safari/604.1",
    f"{_IPHONE} Version/18.5 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36 Edg/137.0.0.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/135.0.0.0 Safari/537.36 OPR/120.0.0.0",
    "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; U; Android 14; fr-fr; 23129RAA4G Build/UKQ1.231003.002) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/123.0.6312.118 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.33.0-gn",
    "Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN01) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.5735.196 HuaweiBrowser/15.0.4.312 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
    "Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Trident/6.0)",
    "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/191.300; U; fr) Presto/2.12.423 Version/12.16",
    "Mozilla/5.0 (Linux; Android 9; KFMAWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/124.3.5 like Chrome/124.0.6367.207 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/136.0.0.0 Safari/537.36 Vivaldi/7.4.3684.38",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/136.0.0.0 YaBrowser/25.6.0 Safari/537.36",
)
