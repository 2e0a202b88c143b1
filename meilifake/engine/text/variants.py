"""Common ideographs whose canonical form is another one than that of traditional texts, as observed on the server.

The Japanese simplified forms stand for their old ones too; and many simplified Chinese forms that also occur in old texts stay as they are.
"""

from __future__ import annotations

STAYING = (
    "丢个丽乡亏产亩亲仅从众关兹冈况凉减凑凛凭凿刘劝办医卤卫却厅厦厮双发叙叠叶号吓响嘱园块坛坟垒声壳处备够头奋宝宪尔尘尽属岁巩"
    "币帜帮广庐庙开弃弥强忧态恒恳惧惩战执报担拟斋旧昼杀杂权枣标样梦歼汉沟沪泪灯灵灾灿炉点烛烟热牺犹独猎猪猫献环琼电盘碍碱礼禀"
    "积称穷窃窑窜竞笔类粮耻肤肿胆胶脉脏脚艺节芦获葱虽虾补衬跃踪辞边达迁过运还这远迹递邮邻酿阳阴隶韵"
)
"""These stand for themselves."""

_FORMS = (
    "乗亜価俞倹值偷偽児兽冲剣剤剰労勋勧勲単即厳収告哗営喻団図圏坝垜填増墙壊壌売変奨嬢実寛専尚巣巻帯帰廃弾录従徳徴总恵悩悪慎懐"
    "戦戯戻抜拡挿捜掲揺摂撃教斉斎既晩暁暦曽术查栄桜桟検楽概様権歓歩歯歴殻毎気浄涙清渇済渉渋渓湿満滝為焼熙猟獣痩発真研砕稲穂穏"
    "竖竜签粋粛経絵継続総緑緒縄縦繊纤绣聴脳臓舎舰艳荘蔵薫薬蛍覇覚覧観読謡譲证軽遅酔醸鉱鉴銭鋳録鎮钟钩钻铁镇関闲陥険隠雑霊青顕"
    "顾駆騒験髄髪鶏麺黒黙齢"
)
_CANONICAL = (
    "乘亞價兪儉値偸僞兒嘼沖劍劑剩勞勛勸勳單卽嚴收吿嘩營喩團圖圈垻垛塡增墻壞壤賣變奬孃實寬專尙巢卷帶歸廢彈彔從德徵悤惠惱惡愼懷"
    "戰戲戾拔擴插搜揭搖攝擊敎齊齋旣晚曉曆曾朮査榮櫻棧檢樂槪樣權歡步齒歷殼每氣淨淚淸渴濟涉澁溪濕滿瀧爲燒煕獵獸瘦發眞硏碎稻穗穩"
    "竪龍簽粹肅經繪繼續總綠緖繩縱纖䊹綉聽腦臟舍䚀艷莊藏薰藥螢霸覺覽觀讀謠讓証輕遲醉釀鑛鑒錢鑄錄鎭鈡鈎鉆鉄鎭關閑陷險隱雜靈靑顯"
    "頋驅騷驗髓髮鷄麵黑默齡"
)

CANONICAL = dict(zip(_FORMS, _CANONICAL, strict=True)) | {form: form for form in STAYING}
"""Each of them to its canonical form."""
