from pathlib import Path

import pytest

from people.concern.category import Category
from people.concern.concerns import Concerns
from people.concern.source import read_concerns

LISTS = Path(__file__).parents[3] / "content" / "sandviken" / "concerns"

# One text a line, made up by whoever wrote the lists: they show that the lists work, not how much they find.
EXAMPLES: dict[str, dict[Category | None, str]] = {
    "sv": {
        Category.SELF_HARM: """
            min lillasyster skär sig i benen
            jag slår mig själv tills det blöder
            ingen skulle märka om jag dog
            funderar på att kasta mig framför tåget
            varför ska jag ens leva
            jag orkar inte mer
            jag hatar mitt liv och vill försvinna
            alla hade haft det bättre utan mig
            min kompis vill ta livet av sig
        """,
        Category.VIOLENCE: """
            min kille kollar min mobil och slår mig om jag pratar med andra
            när pappa dricker slår han oss
            min storebror slår och sparkar mig
            de tvingar min syster att gifta sig
            min bror har hotat mig med kniv
            min pappa slår mamma
            min kompis blev rånad
            jag har blivit rånad
            jag får stryk av min storebror hela tiden
        """,
        Category.SEXUAL: """
            min tränare tar på mig
            en man antastade mig
            min pappas kompis har tagit på mig
            läraren tafsade på mig
            en kille skickar kukbilder hela tiden
            mitt ex har lagt ut nudes på mig
            jag blev tafsad på i skolan
            han hade sex med mig fast jag sa nej
            jag blev våldtagen
        """,
        Category.SCHOOL_THREAT: """
            min kompis har visat en pistol och sagt att han ska använda den i skolan
            det ligger en bomb på skolan
            de planerar att spränga skolan
            imorgon ska jag ta med en pistol till skolan
            han hotar att skjuta upp skolan
            jag ska döda alla i klassen
            bomb i skolan
            en kille i min klass säger att han ska skjuta alla
            jag ska ta hämnd på skolan med vapen
        """,
        Category.RECRUITED: """
            någon på telegram vill att jag ska lämna ett paket för 10000
            min bror är skyldig pengar till ett gäng och de hotar oss
            gänget hotar mig
            jag har en skuld till gänget
            gänget vill att jag ska kasta en handgranat
            min bror tvingas langa åt gänget
            hotas av gänget
            killar i området vill att jag ska hämta vapen
            jag är skyldig 30 000 till langaren
        """,
        Category.CRIME_NOW: """
            hjälp han har en pistol
            någon ligger och blöder här
            skynda er hit det är en med kniv
            ett gäng slår på en kille utanför max nu
            det är ett rån på ica just nu
            jag hör skott
            en kille har dragit kniv på skolgården
            nån viftar med en kniv på bussen nu
            han står här med kniv
        """,
        Category.SUSPECT: """
            Ali Hassan sköt killen
            Johan Berg kör full
            min granne är knarklangare
            volvon med regnr DEF456 levererar knark varje kväll
            Min granne Bengt Karlsson gjorde inbrottet
            köp inte av @gramkungen han säljer dåligt gräs
            grannen på våning 3 säljer tramadol
            kolla @weed.sandviken de säljer
            mannen som säljer knark bor på Storgatan 14
        """,
        None: """
            Ungdomar hänger vid Köpcentret och säljer droger
            skjuta upp provet
            vuxna ute på kvällarna
            vill dö av skam när mamma dansar
            inget
            jag tycker synd om de som blir mobbade
            min pappa är polis
            jag dödade alla i fortnite
            folk slåss på krogen
            Unga killar langar vid Stadsparken
            jag vill flytta
            det händer att folk skjuter raketer
            det är dödstråkigt här
            det här är döden
            jag dör av tristess i den här stan
            det är ungdomar på Storgatan som säljer
            min klass säljer kakor
            polisen sköt en man förra året
            folk går runt med kniv
            Min bror skär lök
        """,
    },
    "en": {
        Category.SELF_HARM: """
            i wish i was dead
            im gonna kill myself
            I want to end my life
            i swallowed a bunch of pills yesterday
            i self harm
        """,
        Category.VIOLENCE: """
            they will kill me if they find out i have a boyfriend
            im scared to go home
            my husband is violent
            dad slapped me so hard my ear bled
            my father says he will kill me if i dont wear hijab
        """,
        Category.SEXUAL: """
            he threatens to post my pictures
            i was drugged and raped
            i was sexually abused as a child
            my ex is spreading my nudes
            he forced himself on me
        """,
        Category.SCHOOL_THREAT: """
            i want to kill everyone at school
            a boy in my class says he will shoot everyone
            im going to shoot up the school
            he is going to bring a gun to school
            there is a bomb in the school
        """,
        Category.RECRUITED: """
            i deliver packages for criminals because i owe money
            they gave me a gun to keep
            im being forced to deal
            they said they will hurt my family
            they are trying to recruit my little brother
        """,
        Category.CRIME_NOW: """
            call the police
            help he has a knife
            someone is trying to get into my apartment right now
            he is standing here with a knife
            please send the police to the square
        """,
        Category.SUSPECT: """
            Ahmed from my school sells weed
            my neighbour is a drug dealer
            Anna Berg is behind the robbery
            the owner of the kiosk sells drugs to kids
            the man living at Storgatan 12 sells drugs
        """,
        None: """
            they should talk more about suicide in school
            i am afraid of being robbed
            the tunnel is where people get robbed
            it hit me that we need more lamps
            teens sell drugs near ICA
            kids are forced to sell drugs
            i'd kill for better buses lol
            in the game i killed everyone
            nothing happens here now
            i cut my finger while cooking
            the police should be faster when someone calls
            nobody bullies me
        """,
    },
    "fi": {
        Category.SELF_HARM: """
            mä viiltelen
            ystäväni yritti itsemurhaa
            en jaksa tätä elämää
            kukaan ei huomaisi jos kuolisin
        """,
        Category.VIOLENCE: """
            minua on hakattu
            isä lyö mua
            ystäväni hakataan kotona
            mua hakataan kotona
        """,
        Category.SEXUAL: """
            mut hyväksikäytettiin lapsena
            kaverini raiskattiin
            joku vuoti mun nudet
            joku jakaa mun nudeja
        """,
        Category.SCHOOL_THREAT: """
            räjäytän koulun
            koulussa on pommi
            huomenna tulee kouluampuminen meidän koulussa
            aion ampua kaikki koulussa
        """,
        Category.RECRUITED: """
            säilytän asetta niille
            ne uhkaavat perhettäni
            mulla on huumevelkoja
            ne tappaa mun perheen jos en myy
        """,
        Category.CRIME_NOW: """
            joku heiluu puukon kanssa torilla nyt
            täällä on mies puukon kanssa
            kuulin ammuskelua ulkona
            joku hakataan nyt ulkona
        """,
        Category.SUSPECT: """
            naapurini diilaa
            Ahmed Ali ampui miehen
            Pekka Virtanen varasti pyörän
            se on Matti Virtanen joka myy kamaa
        """,
        None: """
            pelkään että minut ryöstetään
            isä on töissä
            itsemurhista pitäisi puhua enemmän
            nuoret tappelevat koulussa
            potkin palloa koulun pihalla
            lisää poliiseja huumeita vastaan
            ihmiset puukkojen kanssa pelottavat
            kaverini on kiva
            tapaan kavereita keskustassa
        """,
    },
    "uk": {
        Category.SELF_HARM: """
            хочу стрибнути з мосту
            я більше не можу жити
            хочу умереть
            моя сестра ріже себе
        """,
        Category.VIOLENCE: """
            він погрожує мене вбити
            мама б'є мене ременем
            над моєю подругою знущаються вдома
            брат душив мене
        """,
        Category.SEXUAL: """
            вчитель торкається моїх грудей
            мене зґвалтували
            він виклав мої голі фото
            дорослий чоловік просить у мене нюдси
        """,
        Category.SCHOOL_THREAT: """
            він планує стрілянину в школі
            він принесе ніж у школу завтра
            я принесу зброю в школу
            я підірву школу
        """,
        Category.RECRUITED: """
            мій брат потрапив у банду
            банда змушує мене
            вони вб'ють мого брата якщо я не заплачу
            мене змушують продавати наркотики
        """,
        Category.CRIME_NOW: """
            тут стоїть чоловік з ножем
            когось б'ють під вікном зараз
            я чую постріли
            зараз грабують магазин
        """,
        Category.SUSPECT: """
            @dealer продає траву
            мій сусід краде велосипеди
            мій сусід продає наркотики
            це був Омар Хассан він стріляв
        """,
        None: """
            вкрали мій велосипед
            ми читали книгу про дівчину яка хотіла померти
            порізав палець коли готував
            люди з ножами мене лякають
            діти бояться хлопців з ножами
            поліція зараз не приїжджає
            фільм про хлопця який покінчив з собою
            тут тихо
            нас ніхто не б'є
        """,
    },
    "ar": {
        Category.SELF_HARM: """
            اتمنى لو اني ما انولدت
            بدي أنهي حياتي
            بدي أموت
            ما اريد اعيش بعد
        """,
        Category.VIOLENCE: """
            ابي يضرب امي كل يوم
            جوز أمي بيضربني
            بابا حبسني بالغرفة
            أخاف من أبي
        """,
        Category.SEXUAL: """
            هددني بنشر صوري
            خالي بيلمسني
            عمي يتحرش بي
            نشر صوري العارية
        """,
        Category.SCHOOL_THREAT: """
            في قنبلة بالمدرسة
            بدي فجر المدرسة
            بدو يجيب سكين عالمدرسة بكرا
            جاب سكين على المدرسة
        """,
        Category.RECRUITED: """
            مجبور خبي سلاح الهم
            بدهم اياني بيع مخدرات
            علي دين للعصابة
            أخي دخل في عصابة
        """,
        Category.CRIME_NOW: """
            في هوشة برا هلق
            حدا عم يحاول يكسر باب بيتنا
            في حدا معو سكين برا
            في زلمة معه سكين هون
        """,
        Category.SUSPECT: """
            محمد علي يبيع مخدرات
            هو علي حسن اللي سرق الدراجة
            أحمد محمد يبيع الحشيش
            جاري يبيع مخدرات
        """,
        None: """
            الشباب عم يبيعوا مخدرات بالحديقة
            ما حدا بيضربني
            سرقوا دراجتي
            المدرسة جيدة
            بحب مدرستي
            المزيد من الشرطة ضد المخدرات
            بخاف امشي بالليل
            رح موت من الضحك
            أنا بخير
        """,
    },
    "fa": {
        Category.SELF_HARM: """
            ازین زندگی خسته شدم
            دلم میخواد بمیرم
            میخواهم به زندگی ام پایان دهم
            به فکر خودکشی هستم
        """,
        Category.VIOLENCE: """
            تو مدرسه منو میزنن
            از ناپدریم میترسم
            پدرم مرا می‌زند
            مادرم را می‌زند
        """,
        Category.SEXUAL: """
            به من تجاوز کرد
            داییم لمسم میکنه
            مورد تجاوز قرار گرفتم
            بهم تجاوز شد
        """,
        Category.SCHOOL_THREAT: """
            فردا چاقو به مدرسه میبرم
            همه معلم ها را میکشم
            تو مدرسه بمب گذاشتن
            مدرسه رو منفجر میکنم
        """,
        Category.RECRUITED: """
            مجبورم میکنن مواد بفروشم
            برادرم وارد باند شده
            به یه باند بدهکارم
            براشون اسلحه نگه میدارم
        """,
        Category.CRIME_NOW: """
            یکی داره در خونه همسایه رو میشکنه
            صدای شلیک شنیدم
            بیرون دعوا شده الان
            به پلیس زنگ بزنید
        """,
        Category.SUSPECT: """
            همسایه‌ام مواد می‌فروشد
            رضا احمدی دزدی کرد
            همسایمون مواد میفروشه
            احمد موادفروشه
        """,
        None: """
            مدرسه خوب است
            مردم با چاقو منو میترسونن
            باندها بچه ها را جذب میکنند
            مامانم منو میکشه اگه دیر برسم
            تو بازی همه رو کشتم
            میترسم کسی منو بزنه
            تو پارک مواد میفروشن
            پلیس بیشتر علیه مواد
            برادرم همیشه تو فیفا منو میزنه
        """,
    },
    "so": {
        Category.SELF_HARM: """
            waxaan doonayaa inaan is dilo
            waan ka daalay noloshan
            waan rabaa inaan dhinto
            waxaan rabaa inaan dhinto
        """,
        Category.VIOLENCE: """
            dugsiga ayaa la igu garaacaa
            suun ayuu igu garaacaa
            hooyaday way i garaacdaa
            walaalkay wuu ii hanjabaa
        """,
        Category.SEXUAL: """
            nin ayaa i kufsaday
            saaxiibtay waa la kufsaday
            sawirradayda qaawan ayuu faafiyay
            wuxuu igu qasbay galmo
        """,
        Category.SCHOOL_THREAT: """
            bam ayaa ku jira iskuulka
            waxaan rabaa inaan toogto qof kasta oo dugsiga jooga
            wuxuu mindi keenayaa dugsiga berri
        """,
        Category.RECRUITED: """
            waxaa la igu qasbaa inaan daroogo iibiyo
            waxay igu qasbayaan inaan daroogo iibiyo
            walaalkay koox ayuu ku biiray
            kooxda ayaa ii hanjabaysa
        """,
        Category.CRIME_NOW: """
            waxaan maqlay rasaas
            rasaas ayaan maqlay
            wac booliska
            hadda waxaa dukaanka lagu dhacayaa
        """,
        Category.SUSPECT: """
            jaarkaygu daroogo ayuu iibiyaa
            deriskayga wuxuu iibiyaa daroogo
            @dealer daroogo iibiya
            Axmed Cali ayaa daroogo iibiya
        """,
        None: """
            iskuulka waa fiican yahay
            baaskiilkayga waa la xaday
            qosol ayaan la dhintay
            booliis badan ayaan rabnaa
            qofna ima garaaco
            dhalinyarada waxay ku dagaalamaan iskuulka
            iskuulkaygu waa fiican yahay
            cidna ima garaacdo
            ma rabo inaan dhinto
        """,
    },
}


@pytest.fixture(scope="module")
def concerns() -> Concerns:
    return read_concerns(LISTS)


@pytest.mark.parametrize("language", EXAMPLES)
def test_what_people_write_is_noticed_and_ordinary_answers_are_not(concerns: Concerns, language: str) -> None:
    wrong = [
        f"{text}: {concerns.notice(text)}, not {category}"
        for category, texts in EXAMPLES[language].items()
        for text in map(str.strip, texts.strip().splitlines())
        if concerns.notice(text) is not category
    ]
    assert not wrong, "\n".join(wrong)


def test_every_language_has_examples_of_every_category(concerns: Concerns) -> None:
    assert {each.language for each in concerns.languages} == set(EXAMPLES)
    assert all(set(examples) == {*Category, None} for examples in EXAMPLES.values())


def test_each_list_still_waits_for_its_review(concerns: Concerns) -> None:
    assert len(concerns.doubts()) == len(concerns.languages) == 7
