"""Sentences as residents write them, with room for a piece of personal data; none holds a digit."""

_CARRIERS = """
{}
{} tack på förhand
{}, det är bara att höra av sig
({})
Hej! {}
hej jag vill vara anonym men {} ok?
Det är mörkt vid skolan. {}
Ni når mig så här: {}. Mvh en mamma
Skriv gärna tillbaka, {}, så berättar jag mer.
vill inte säga mer här. {} hör av er!!
Jag är rädd när jag går hem. {} Kan någon göra något?
snälla hjälp oss {} vi orkar inte mer
Han som säljer står där varje kväll, {}, alla vet det
{} - vet inte om ni kan göra nåt åt det
Kan ni kontakta mig? {}
Min dotter blev hotad utanför gymmet ({}) och vi vågar inte anmäla.
jag såg allt. {}
Grannen bråkar jämt, {}, och polisen kommer aldrig
Det borde finnas fler vuxna ute på kvällarna; {}
Förslag: bättre belysning! Kontakt: {}
hallå {} asså det är helt sjukt vad som händer
Jag heter Vera och bor kvar hos mina föräldrar. {}
Vi är flera föräldrar som vill hjälpa till. {}. Hälsningar oss
"{}" stod det på lappen
Rad ett / {} / rad tre
De skrev så här till min bror: {} och sen blev det bråk
Återkoppla gärna till mig... {}...
Om ni vill veta vem det är: {}!
Alla i klassen vet det. {} Ingen gör något.
min kompis har det jobbigt. {} kan ni prata med hen
Fritidsgården stänger för tidigt, tycker jag / {}
Tryggare busshållplatser, tack! {}
{} <- det är jag
{}? ja precis så
Svar: {};
* {}
Jag vill bli kontaktad av en fältare, {}
Det började i somras, {}, och nu är det värre
vågar inte åka buss själv längre {} hälsa polisen
MVH {}
Please contact me, {}, thank you
Hi, I do not feel safe on my way home. {}
{} is how you can find me
They follow us after school ({}) and nobody cares.
It happens every weekend. {}. Can you help?
my friend saw it too, {} and she is scared
Please do not publish this: {}
Write back if you can. {}!
Pelkään kulkea siellä iltaisin. {}
Ottakaa yhteyttä, {}, kiitos.
{} on paras tapa tavoittaa minut
Lapset eivät uskalla mennä ulos ({}).
Fadlan ila soo xiriir, {}, mahadsanid
Waxaan ka baqayaa inaan habeenkii baxo. {}
{} waa aniga
أنا خائف من المشي وحدي في الليل. {}
تواصلوا معي من فضلكم: {} شكرا
{} هذه معلوماتي
ابني لا يريد الذهاب إلى المدرسة، {}، ساعدونا
لطفا با من تماس بگیرید {} ممنون
شب‌ها می‌ترسم تنها بروم. {}
تکایە پەیوەندیم پێوە بکەن {} سوپاس
ብኽብረትኩም ርኸቡኒ {}
Bana ulaşın: {} teşekkürler
Зв'яжіться зі мною: {} дякую
Proszę o kontakt, {}, dziękuję.
Javite mi se ({}) hvala
Por favor, llámenme. {}
Te rog contactează-mă {} mulțumesc
Je vous en prie, {}, merci
Bitte melden Sie sich: {}. Danke!
"""
CARRIERS = tuple(line.replace(" / ", "\n") for line in _CARRIERS.strip().splitlines())
