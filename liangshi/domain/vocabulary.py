"""Words of the field that several engines share. Values are Chinese: schools write and read them as they stand."""

SUBJECTS = (
    "语文",
    "数学",
    "英语",
    "物理",
    "化学",
    "生物",
    "政治",
    "历史",
    "地理",
    "道德与法治",
    "科学",
    "信息科技",
    "体育",
    "音乐",
    "美术",
    "劳动",
    "心理健康",
    "通用技术",
    "日语",
    "俄语",
)

INTERESTS = (
    "阅读",
    "写作",
    "书法",
    "绘画",
    "摄影",
    "声乐",
    "器乐",
    "舞蹈",
    "戏剧",
    "篮球",
    "足球",
    "羽毛球",
    "乒乓球",
    "田径",
    "棋类",
    "编程",
    "机器人",
    "天文",
    "园艺",
    "烹饪",
    "手工",
    "志愿服务",
    "辩论",
    "影视",
)

GUIDANCE_FIELDS = ("思想引导", "学业辅导", "心理疏导", "生活指导", "生涯规划")
"""The five fields in which a mentor guides; names vary by source (clause S6)."""

LANGUAGES = ("普通话", "粤语", "闽南语", "藏语", "维吾尔语", "蒙古语", "彝语", "壮语", "英语", "手语")
