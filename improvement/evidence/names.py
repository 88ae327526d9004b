"""What a heading says about its column, in the product's five languages and a few more."""

import re

FLAGS = re.IGNORECASE
RECOMMEND = re.compile(r"recom[me]|net_?pro|\bnps|likely.to.re[cf]|\brec$|weiterempf|推荐|推薦|แนะนำ|рекоменд", FLAGS)
REPURCHASE = re.compile(
    r"re_?purchase|re_?buy|buy.?again|use.?again|renew|recompra|volver|回购|再次购买|ซื้อซ้ำ|повторн", FLAGS
)
OVERALL = (
    re.compile(r"overall|in general|gesamt|en general|总体|整体|โดยรวม|в целом|общая", FLAGS),
    re.compile(r"(?<![a-z])all$|(?<=[0-9_])all$|csat", FLAGS),
    re.compile(r"satisf|zufried|满意|พึงพอใจ|удовлетвор", FLAGS),
    re.compile(r"^sat[-_ ]?\d*$", FLAGS),
)
OUTCOME = re.compile(r"^(sat|loy)|loyal|lealtad|忠诚|ภักดี|лояльн", FLAGS)
EXPECTATION = re.compile(r"expe(ct\w*|c\w*)?|esper\w*|erwart\w*|期望|คาดหวัง|ожидан\w*|ожида\w*", FLAGS)
PERCEPTION = re.compile(r"perc\w*|receiv\w*|actual|实际|感知|ได้รับ|восприят\w*", FLAGS)
DESIRED = re.compile(r"desir\w*|desead\w*|gewünscht\w*|理想|ต้องการ|желаем\w*", FLAGS)
ADEQUATE = re.compile(
    r"adequat\w*|minim\w*|least|tolerab\w*|acceptabl\w*|aceptable|mínim\w*|最低|ขั้นต่ำ|минимал\w*", FLAGS
)
RIVAL = re.compile(
    r"((?<![a-z])(best|main|next|nearest)[-_ ])?"
    r"((?<![a-z])(competitor|rival|competidor)|wettbewerber|konkurrent|竞争对手|竞品|คู่แข่ง|конкурент)"
    r"\w*?(s|en|es|ы|а)?([-_ ]?([a-d]|\d)(?![a-z0-9]))?(?=[^a-z]|$)",
    FLAGS,
)
OURS = re.compile(
    r"(^|[^a-z])(us|ours?|own|nosotros|wir|eigene)(?=[^a-z]|$)|我们|本公司|ของเรา|(^|[^а-я])(мы|наш)\w*", FLAGS
)
KANO = re.compile(r"kano|卡诺|คาโน|кано(?![а-я])", FLAGS)
# having it and missing it; only the first are words that nothing else is called by
KANO_MARKS = (
    (
        re.compile(r"(?<![a-z])fun[ck]tional|(?<![a-z])funcional|(?<![а-я])функциональн\w*|正向(问题|題|题)?", FLAGS),
        re.compile(
            r"(?<![a-z])d[iy]s-?fun[ck]tional|disfuncional|дисфункциональн\w*|(反向|逆向|负向)(问题|題|题)?", FLAGS
        ),
    ),
    (
        re.compile(r"(?<![a-z])f(?=[\W_]*\d)|(?<=\d)f(?![a-z])|(?<=[\W_])f(?![a-z])", FLAGS),
        re.compile(r"(?<![a-z])d(?=[\W_]*\d)|(?<=\d)d(?![a-z])|(?<=[\W_])d(?![a-z])", FLAGS),
    ),
    (
        re.compile(
            r"(?<![a-z])(with|having|present|positive|con)(?![a-z])|(提供|具备|具有|有)|(เชิงบวก|มี)|(?<![а-я])есть",
            FLAGS,
        ),
        re.compile(
            r"(?<![a-z])(without|missing|absent|negative|sin)(?![a-z])|(不提供|不具备|不具有|没有|沒有|无)|"
            r"(เชิงลบ|ไม่มี)|(?<![а-я])нет",
            FLAGS,
        ),
    ),
)
NEGATED = re.compile(
    r"(?<![a-z])(do(es)? not|do(es)?n['’]?t|not|no|without|lacks?|lacking|missing|absent|never|cannot|sin|falta\w*|"
    r"nunca|kein\w*|nicht|ohne)(?![a-z])|n['’]t(?![a-z])|没有|沒有|不|没|无|缺少|ไม่|ขาด|(?<![а-я])(не|нет|без|отсутств\w*)",
    FLAGS,
)
IMPORTANCE = re.compile(r"importan[a-z]*|wichtig[a-z]*|重要(程度|性|度)?|(ความ)?สำคัญ|важн[а-я]*", FLAGS)
SATISFACTION = re.compile(
    r"satisf[a-zà-ÿ]*|(?<![a-z])(sat|rating|score)(?![a-z])|zufried[a-z]*|calificaci[oó]n|满意(程度|度)?|(ความ)?พึงพอใจ|"
    r"удовлетвор[а-я]*",
    FLAGS,
)
WEIGHT = re.compile(r"weight|(^|[^a-z])wt([^a-z]|$)|gewicht|ponder|peso|权重|ถ่วงน้ำหนัก|вес", FLAGS)
RESPONDENT = re.compile(
    r"resp\w*(num|id|no)?|(^|[^a-z])(id|key|no|nr|number|case|ticket|uuid)([^a-z]|$)|编号|序号|รหัส|номер", FLAGS
)
OPENED = re.compile(
    r"open|start|receiv|creat|begin|report|submit|recib|abiert|受理|接收|创建|เปิด|รับ|получ|открыт|создан", FLAGS
)
CLOSED = re.compile(
    r"clos|resol|finish|(^|[^a-z])end|answer|done|complet|solv|respond|cerrad|关闭|完成|答复|ปิด|ตอบ|закры|ответ|решен",
    FLAGS,
)
NOT_A_RATING = re.compile(
    r"times|purp|county|country|language|income|gender|education|method|region|strata|(^|[^a-z])(age|sex|day|month|"
    r"year|lang|type|code|group|class|count|number|zip)([^a-z]|$)|\d(age|sex)$|com\d|comment|id$",
    FLAGS,
)
RATING = re.compile(
    r"rate|rating|score|how (good|easy|difficult|likely|satisfied)|bewert|calific|valor|评分|评价|打分|满意|คะแนน|оцен",
    FLAGS,
)
DAY = re.compile(
    r"date|(^|[^a-z])day([^a-z]|$)|time|fecha|datum|日期|时间|วันที่|дата|" + f"{OPENED.pattern}|{CLOSED.pattern}", FLAGS
)
PERSONAL = re.compile(
    r"e-?mail|phone|mobile|(^|[^a-z])(tel|ip|ssn|dni|nif|nie|iban|caller|caller_?id|ani|msisdn)([^a-z]|$)|ip.?address|passport|surname|nombre|apellid|"
    r"telefon|teléfono|correo|passport|birth|姓名|电话|手机|邮箱|身份证|ชื่อ|โทรศัพท์|อีเมล|фамили|телефон|почта|паспорт",
    FLAGS,
)
PERSON_NAME = re.compile(
    r"(^|[^a-z])((first|last|full|family|given|customer|client|contact)[-_ ]?)?name$|(^|[^а-я])имя|фио", FLAGS
)
PERSONAL_CELLS = (
    re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", FLAGS),
    re.compile(r"\d{1,3}(\.\d{1,3}){3}|[0-9a-f]{0,4}(:[0-9a-f]{0,4}){4,7}", FLAGS),
    re.compile(r"\+\d[\d ()./-]{7,}|\(?0\d{1,4}\)?[ /-]\d{2,4}[\d -]{4,}|\(\d{3}\) ?\d{3}-\d{4}|\d{3}-\d{3}-\d{4}"),
    re.compile(r"\d{8}[A-HJ-NP-TV-Z]|[XYZ]\d{7}[A-Z]|\d{17}[\dXx]|\d{3}-\d{2}-\d{4}|\d-\d{4}-\d{5}-\d{2}-\d"),
)


def stem(heading: str, word: re.Pattern[str]) -> str:
    """The heading without the word, which tells attributes apart: `food` of `Food (expected)`; letters and digits."""
    return re.sub(r"[\W_]+", "-", word.sub("", heading.lower())).strip("-")
