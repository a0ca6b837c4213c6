import pytest

from people.concern.category import Category
from people.concern.concerns import Concerns
from tests.shipped import shipped

pytestmark = pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them

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
        """,
        Category.VIOLENCE: """
            han hotar att döda mig
            min pappa slår mig när han dricker
            min kille kollar min mobil och slår mig om jag pratar med andra
            när pappa dricker slår han oss
            min storebror slår och sparkar mig
            de tvingar min syster att gifta sig
            min bror har hotat mig med kniv
        """,
        Category.SEXUAL: """
            han tafsar på mig
            min farfar rör mig mellan benen
            en gubbe visade kuken för mig
            jag blev våldtagen när jag var 13
            min tränare tar på mig
            en man antastade mig
            min pappas kompis har tagit på mig
        """,
        Category.SCHOOL_THREAT: """
            bomb i skolan
            min kompis har visat en pistol och sagt att han ska använda den i skolan
            en kille säger att han ska spränga skolan
            imorgon ska jag ta med en pistol till skolan
            jag ska döda alla i klassen
            jag ska skjuta upp skolan
            det ligger en bomb på skolan
        """,
        Category.RECRUITED: """
            de hotar att skjuta min mamma om jag inte gör som de säger
            min son har dragits in i ett gäng
            jag vågar inte säga nej till gänget
            jag måste sälja knark annars dödar de mig
            min bror har hamnat i ett gäng
            de säger att jag är skyldig 20000
            jag har knarkskulder
        """,
        Category.CRIME_NOW: """
            snälla skicka polisen
            det är inbrott hos grannen nu
            skicka polis hit
            jag hör skott
            inbrott pågår på hyttgatan
            jag ser en kille med pistol utanför porten nu
            de bråkar med kniv här utanför
        """,
        Category.SUSPECT: """
            jag vet vem som ligger bakom skjutningen, det är Ahmed Ali
            volvon med regnr DEF456 levererar knark varje kväll
            min granne har vapen hemma
            snubben på Plangatan 3 har vapen hemma
            tjejen i port 3 säljer tabletter
            Kevin i port 12 har vapen hemma
            det är killen i port 7 som säljer knark
        """,
        None: """
            tjejer är rädda för att bli våldtagna
            det finns knark överallt
            min lillasyster slår mig i uno
            vi måste hjälpa unga ut ur gäng
            polisen var snabb på plats
            jag känner mig rädd när det står folk och langar
            jag tänker flytta härifrån
            de flesta slåss när de är fulla
            fler poliser mot knarket
            jag vill inte gå hem själv
            jag såg en film där en tjej blev våldtagen
            man blir rädd när folk slåss
            Min granne säljer ägg
            min granne har hund
        """,
    },
    "en": {
        Category.SELF_HARM: """
            I hurt myself every night
            no one would notice if i disappeared
            i dont think i can keep living like this
            i've tried to kill myself twice
        """,
        Category.VIOLENCE: """
            i am afraid of my father
            i'm being hit at home
            dad slapped me so hard my ear bled
            im locked in my room for days
        """,
        Category.SEXUAL: """
            an older man asks me for nudes
            he blackmails me with nudes
            my stepdad comes into my room at night
            my coach touched me inappropriately
        """,
        Category.SCHOOL_THREAT: """
            he is going to bring a gun to school
            there is a bomb in the school
            everyone in my class deserves to die
            im going to shoot up the school
        """,
        Category.RECRUITED: """
            i owe them money
            i have to carry guns for them
            i am hiding drugs for an older guy and i can't say no
            they make me sell weed at school
        """,
        Category.CRIME_NOW: """
            theres a guy with a machete outside
            they are beating a boy outside the school right now
            please send the police to the square
            a guy is waving a knife around on the bus
        """,
        Category.SUSPECT: """
            @weedking sells drugs
            It was Ahmed Ali who stole the bike
            my neighbour is a drug dealer
            the people in apartment 12 have guns
        """,
        None: """
            i have never been hit
            it would be good if more people talked about mental health
            the police should be faster when someone calls
            i hit my head
            someone stole my bike
            we need to stop gangs now
            i don't trust the police
            they should talk more about suicide in school
        """,
    },
    "fi": {
        Category.SELF_HARM: """
            aion hypätä sillalta tänään
            toivon että olisin kuollut
            haluisin nukahtaa enkä herätä
        """,
        Category.VIOLENCE: """
            isäpuoli kuristi mua
            minua lyödään kotona
            kaverini isä lyö häntä
        """,
        Category.SEXUAL: """
            hän kiristää mua kuvilla
            joku jakaa mun nudeja
            valmentaja kähmi mua
        """,
        Category.SCHOOL_THREAT: """
            tapan kaikki luokallani
            aion ampua kaikki koulussa
            koulussa on pommi
        """,
        Category.RECRUITED: """
            en pääse irti jengistä
            veljeni on joutunut jengiin
            säilytän asetta niille
        """,
        Category.CRIME_NOW: """
            täällä on mies puukon kanssa
            meille yritetään murtautua nyt
            ne tappelevat ulkona nyt
        """,
        Category.SUSPECT: """
            se on Matti Virtanen joka myy kamaa
            naapurini diilaa
            Pekka Virtanen varasti pyörän
        """,
        None: """
            potkin palloa koulun pihalla
            lisää poliiseja huumeita vastaan
            bussi ei kulje
            poliisi tulee liian hitaasti
            mua väsyttää koulu
            nauroin itseni kuoliaaksi
        """,
    },
    "uk": {
        Category.SELF_HARM: """
            хочу покінчити з собою
            я більше не можу жити
            жити не хочеться
        """,
        Category.VIOLENCE: """
            мій хлопець піднімає на мене руку
            однокласники б'ють мене
            мій батько бьє маму
        """,
        Category.SEXUAL: """
            мій колишній поширює мої нюдси
            вітчим приставав до мене
            він виклав мої голі фото
        """,
        Category.SCHOOL_THREAT: """
            він планує стрілянину в школі
            у школі бомба
            він принесе ніж у школу завтра
        """,
        Category.RECRUITED: """
            не можу піти з банди
            мне угрожают и заставляют продавать наркотики
            вони погрожують моїй сім'ї
        """,
        Category.CRIME_NOW: """
            хтось намагається зламати двері до сусіда
            тут стоїть чоловік з ножем
            я чую постріли
        """,
        Category.SUSPECT: """
            Калле Свенссон продає наркотики
            @dealer продає траву
            мій сусід продає наркотики
        """,
        None: """
            у школі бувають бійки
            підлітки б'ються у парку
            тут тихо
            я не хочу помирати
            страшно ходити ввечері
            нас ніхто не б'є
        """,
    },
    "ar": {
        Category.SELF_HARM: """
            حاولت الانتحار مرتين
            كرهت حياتي وبدي موت
            بفكر انتحر
        """,
        Category.VIOLENCE: """
            أمي تضربني
            أهلي يجبروني على الزواج
            أبوي يضرب أمي
        """,
        Category.SEXUAL: """
            خالي بيلمسني
            اغتصبني
            أجبرني على ممارسة الجنس
        """,
        Category.SCHOOL_THREAT: """
            بدو يجيب سكين عالمدرسة بكرا
            يهدد بتفجير المدرسة
            رح اقتل كل اللي بالمدرسة
        """,
        Category.RECRUITED: """
            ما فيني اطلع من العصابة
            يجبروني على بيع المخدرات
            العصابة تهددني
        """,
        Category.CRIME_NOW: """
            سمعت رصاص
            اتصلوا بالشرطة
            حدا عم يحاول يكسر باب بيتنا
        """,
        Category.SUSPECT: """
            جارنا بيبيع حشيش
            أحمد محمد يبيع الحشيش
            @dealer يبيع مخدرات
        """,
        None: """
            أخي بيغلبني بالفيفا دايما
            العصابات تجند الأطفال
            الشرطة لازم تيجي اسرع
            نحتاج إضاءة أكثر
            ابي يعمل في الشرطة
            المزيد من الشرطة ضد المخدرات
        """,
    },
    "fa": {
        Category.SELF_HARM: """
            کلی قرص خوردم
            خواهرم خودزنی میکنه
            آرزوی مرگ دارم
        """,
        Category.VIOLENCE: """
            تهدیدم میکنه
            برادرم مرا تهدید میکند
            خشونت خانگی در خانه ما هست
        """,
        Category.SEXUAL: """
            یه مرد بزرگ ازم نود میخواد
            عکسای لختمو پخش کرده
            با عکسام تهدیدم میکنه
        """,
        Category.SCHOOL_THREAT: """
            تو مدرسه بمب گذاشتن
            میخوام همه بچه های مدرسه رو بکشم
            فردا با تفنگ میرم مدرسه
        """,
        Category.RECRUITED: """
            نمیتونم از باند بیام بیرون
            تهدید کردن خانوادم رو میکشن
            به یه باند بدهکارم
        """,
        Category.CRIME_NOW: """
            همین الان دارن یکی رو میزنن
            به پلیس زنگ بزنید
            یکی اینجا چاقو داره
        """,
        Category.SUSPECT: """
            علی رضایی مواد میفروشه
            @dealer مواد میفروشه
            احمد موادفروشه
        """,
        None: """
            تو پارک مواد میفروشن
            فیلم درباره پسری که خودکشی کرد
            پلیس بیشتر علیه مواد
            باید درباره خودکشی بیشتر صحبت بشه
            موقع آشپزی دستم رو بریدم
            مردم با چاقو منو میترسونن
        """,
    },
    "so": {
        Category.SELF_HARM: """
            inaan is dilo ayaan ka fikiraa
            noloshayda macno malaha
            saaxiibkay wuxuu rabaa inuu is dilo
        """,
        Category.VIOLENCE: """
            waxaa la igu qasbayaa guur
            ardayda ayaa i garaacda
            aabahay wuu i garaacaa
        """,
        Category.SEXUAL: """
            nin ayaa i kufsaday
            saaxiibtay waa la kufsaday
            waa la i kufsaday
        """,
        Category.SCHOOL_THREAT: """
            bam ayaa ku jira iskuulka
            waxaan rabaa inaan toogto qof kasta oo dugsiga jooga
            wuxuu mindi keenayaa dugsiga berri
        """,
        Category.RECRUITED: """
            kooxda ayaa ii hanjabaysa
            qoyskayga ayay u hanjabaan
            walaalkay koox ayuu ku biiray
        """,
        Category.CRIME_NOW: """
            wac booliska
            rasaas ayaan maqlay
            nin qori haysta ayaa bannaanka jooga
        """,
        Category.SUSPECT: """
            Axmed Cali ayaa daroogo iibiya
            @dealer daroogo iibiya
            jaarkaygu daroogo ayuu iibiyaa
        """,
        None: """
            jardiinada waxaa lagu iibiyaa daroogo
            waxaan ka baqaa habeenkii inaan keligay socdo
            iskuulka waa fiican yahay
            waxaan ka baqaa in lay dhaco
            nalal badan ayaan u baahanahay
            ciyaarta dhexdeeda waxaan ku dilay qof walba
        """,
    },
}


@pytest.fixture(scope="module")
def concerns() -> Concerns:
    return shipped().concerns


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
