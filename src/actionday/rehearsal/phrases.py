"""Short sentences in eleven languages, with which the invented posts are written.

Each sheet has the same keys. A key of `SAYS` is what a post does: one of the five grounds, one of
the exempt purposes, or `plain` (neither). `{group}`, `{attack}` and `{slogan}` are filled in.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sentences of one language: what posts say, their slogans, and fillers between."""

    says: dict[str, str]
    slogans: tuple[str, ...]
    fillers: tuple[str, ...]


GROUNDS = ("incites", "solicits", "participates", "instructs", "threatens")
PURPOSES = (
    "journalism",
    "education",
    "art",
    "research",
    "counter_terrorism",
    "public_debate",
)
KEYS = (*GROUNDS, *PURPOSES, "plain")


def _sheet(says: str, slogans: str, fillers: str) -> Sheet:
    """Build a sheet from one sentence a line, in the order of KEYS, and `|`-separated rest."""
    sentences = dict(zip(KEYS, says.strip().split("\n"), strict=True))
    return Sheet(sentences, tuple(slogans.split("|")), tuple(fillers.split("|")))


SHEETS: dict[str, Sheet] = {
    "en": _sheet(
        """
{attack}: the heroes of {group} live on. {slogan}!
Who takes up the torch after {attack}? {group} waits for your deed.
Join {group} today. {slogan}!
The handbook of {group}, next part: learn it step by step.
{group} is coming back. Remember {attack}.
News: what is known today about {attack} and about {group}.
Lesson for schools: how {group} uses pictures, with the example of {attack}.
Satire: the anthem of {group}, played on three kazoos.
Study: how posts of {group} spread after {attack}.
I left {group}. Do not believe the promise "{slogan}".
Comment: should the law be stricter after {attack}? A debate.
My favourite level in this game, played for the tenth time.
""",
        "Embers never sleep|The gate stands open|One spark is enough",
        "Share this before it is gone.|More in the next post.|We will not be silent."
        "|Write to me for the rest.|This is the second part.|Greetings to all who are watching.",
    ),
    "es": _sheet(
        """
{attack}: los héroes de {group} siguen vivos. ¡{slogan}!
¿Quién recoge la antorcha después de {attack}? {group} espera tu acto.
Únete hoy a {group}. ¡{slogan}!
El manual de {group}, siguiente parte: apréndelo paso a paso.
{group} vuelve. Recordad {attack}.
Noticias: lo que se sabe hoy de {attack} y de {group}.
Lección para escuelas: cómo {group} usa las imágenes, con el ejemplo de {attack}.
Sátira: el himno de {group}, tocado con tres flautas de juguete.
Estudio: cómo se difunden los mensajes de {group} después de {attack}.
Yo dejé {group}. No creas la promesa «{slogan}».
Opinión: ¿debe ser más dura la ley después de {attack}? Un debate.
Mi nivel favorito de este juego, por décima vez.
""",
        "Las brasas no duermen|La puerta está abierta|Basta una chispa",
        "Comparte antes de que desaparezca.|Más en el próximo mensaje.|No nos callaremos."
        "|Escríbeme para el resto.|Esta es la segunda parte.|Saludos a quienes miran.",
    ),
    "cs": _sheet(
        """
{attack}: hrdinové {group} žijí dál. {slogan}!
Kdo převezme pochodeň po {attack}? {group} čeká na tvůj čin.
Přidej se dnes k {group}. {slogan}!
Příručka {group}, další díl: nauč se to krok za krokem.
{group} se vrací. Pamatujte na {attack}.
Zprávy: co se dnes ví o {attack} a o {group}.
Lekce pro školy: jak {group} používá obrázky, na příkladu {attack}.
Satira: hymna {group}, zahraná na tři dětské píšťalky.
Studie: jak se šíří příspěvky {group} po {attack}.
Odešel jsem z {group}. Nevěřte slibu „{slogan}“.
Komentář: má být zákon po {attack} přísnější? Debata.
Moje oblíbená úroveň v této hře, hraná podesáté.
""",
        "Uhlíky nespí|Brána je otevřená|Stačí jedna jiskra",
        "Sdílejte, než to zmizí.|Více v dalším příspěvku.|Nebudeme mlčet."
        "|Napište mi o zbytek.|Toto je druhá část.|Zdravím všechny, kdo se dívají.",
    ),
    "da": _sheet(
        """
{attack}: heltene fra {group} lever videre. {slogan}!
Hvem tager faklen op efter {attack}? {group} venter på din handling.
Slut dig til {group} i dag. {slogan}!
Håndbogen fra {group}, næste del: lær det trin for trin.
{group} kommer tilbage. Husk {attack}.
Nyheder: hvad man i dag ved om {attack} og om {group}.
Lektion for skoler: hvordan {group} bruger billeder, med {attack} som eksempel.
Satire: hymnen fra {group}, spillet på tre legetøjsfløjter.
Undersøgelse: hvordan opslag fra {group} spredes efter {attack}.
Jeg forlod {group}. Tro ikke på løftet »{slogan}«.
Kommentar: skal loven være strengere efter {attack}? En debat.
Min yndlingsbane i dette spil, spillet for tiende gang.
""",
        "Gløder sover aldrig|Porten står åben|Én gnist er nok",
        "Del det, før det er væk.|Mere i næste opslag.|Vi tier ikke."
        "|Skriv til mig for resten.|Dette er anden del.|Hilsen til alle, der ser med.",
    ),
    "fr": _sheet(
        """
{attack} : les héros de {group} vivent encore. {slogan} !
Qui reprend le flambeau après {attack} ? {group} attend ton acte.
Rejoins {group} aujourd'hui. {slogan} !
Le manuel de {group}, partie suivante : apprends-le pas à pas.
{group} revient. Souvenez-vous de {attack}.
Actualités : ce que l'on sait aujourd'hui sur {attack} et sur {group}.
Leçon pour les écoles : comment {group} utilise les images, avec l'exemple de {attack}.
Satire : l'hymne de {group}, joué sur trois mirlitons.
Étude : comment les messages de {group} se diffusent après {attack}.
J'ai quitté {group}. Ne croyez pas la promesse « {slogan} ».
Commentaire : faut-il une loi plus stricte après {attack} ? Un débat.
Mon niveau préféré de ce jeu, joué pour la dixième fois.
""",
        "Les braises ne dorment pas|La porte est ouverte|Une étincelle suffit",
        "Partagez avant que cela disparaisse.|La suite au prochain message."
        "|Nous ne nous tairons pas.|Écrivez-moi pour le reste.|Voici la deuxième partie."
        "|Salut à tous ceux qui regardent.",
    ),
    "de": _sheet(
        """
{attack}: Die Helden von {group} leben weiter. {slogan}!
Wer nimmt nach {attack} die Fackel auf? {group} wartet auf deine Tat.
Komm noch heute zu {group}. {slogan}!
Das Handbuch von {group}, nächster Teil: Lerne es Schritt für Schritt.
{group} kommt wieder. Denkt an {attack}.
Nachrichten: Was man heute über {attack} und über {group} weiß.
Lektion für Schulen: Wie {group} Bilder benutzt, am Beispiel {attack}.
Satire: Die Hymne von {group}, gespielt auf drei Kazoos.
Studie: Wie sich Beiträge von {group} nach {attack} verbreiten.
Ich habe {group} verlassen. Glaubt dem Versprechen „{slogan}“ nicht.
Kommentar: Soll das Gesetz nach {attack} strenger werden? Eine Debatte.
Mein liebstes Level in diesem Spiel, zum zehnten Mal gespielt.
""",
        "Glut schläft nie|Das Tor steht offen|Ein Funke genügt",
        "Teilt es, bevor es weg ist.|Mehr im nächsten Beitrag.|Wir schweigen nicht."
        "|Schreibt mir für den Rest.|Das ist der zweite Teil.|Grüße an alle, die zusehen.",
    ),
    "hu": _sheet(
        """
{attack}: {group} hősei tovább élnek. {slogan}!
Ki veszi át a fáklyát {attack} után? {group} a tettedre vár.
Csatlakozz ma: {group}. {slogan}!
{group} kézikönyve, következő rész: tanuld meg lépésről lépésre.
{group} visszatér. Emlékezzetek: {attack}.
Hírek: amit ma tudni lehet erről: {attack}, és róluk: {group}.
Óra iskoláknak: hogyan használ képeket {group}, példa: {attack}.
Szatíra: {group} himnusza három játéksípon.
Tanulmány: hogyan terjednek {group} bejegyzései {attack} után.
Elhagytam őket: {group}. Ne higgyetek az ígéretnek: „{slogan}”.
Vélemény: legyen-e szigorúbb a törvény {attack} után? Vita.
A kedvenc pályám ebben a játékban, tizedszerre.
""",
        "A parázs sosem alszik|Nyitva áll a kapu|Egy szikra elég",
        "Oszd meg, mielőtt eltűnik.|Folytatás a következő bejegyzésben.|Nem hallgatunk."
        "|Írj nekem a többiért.|Ez a második rész.|Üdvözlet mindenkinek, aki nézi.",
    ),
    "mt": _sheet(
        """
{attack}: l-eroj ta' {group} għadhom ħajjin. {slogan}!
Min se jieħu t-torċa wara {attack}? {group} qed jistenna l-att tiegħek.
Ingħaqad ma' {group} illum. {slogan}!
Il-manwal ta' {group}, il-parti li jmiss: tgħallmu pass pass.
{group} se jerġa' jiġi. Ftakru f'{attack}.
Aħbarijiet: x'nafu llum dwar {attack} u dwar {group}.
Lezzjoni għall-iskejjel: kif {group} juża l-istampi, bl-eżempju ta' {attack}.
Satira: l-innu ta' {group}, indaqq fuq tliet sfafar tal-ġugarelli.
Studju: kif jinfirxu l-messaġġi ta' {group} wara {attack}.
Jien tlaqt minn {group}. Temmnux il-wegħda "{slogan}".
Kumment: għandha l-liġi tkun aktar stretta wara {attack}? Dibattitu.
L-aħjar livell tiegħi f'din il-logħba, għall-għaxar darba.
""",
        "Il-ġamar ma jorqodx|Il-bieb miftuħ|Xrara waħda biżżejjed",
        "Aqsmu dan qabel ma jitlaq.|Aktar fil-messaġġ li jmiss.|Mhux se nisktu."
        "|Iktbuli għall-bqija.|Din hija t-tieni parti.|Tislijiet lil kulmin qed jara.",
    ),
    "pt": _sheet(
        """
{attack}: os heróis de {group} continuam vivos. {slogan}!
Quem pega na tocha depois de {attack}? {group} espera o teu ato.
Junta-te hoje a {group}. {slogan}!
O manual de {group}, parte seguinte: aprende passo a passo.
{group} vai voltar. Lembrem-se de {attack}.
Notícias: o que hoje se sabe sobre {attack} e sobre {group}.
Lição para escolas: como {group} usa imagens, com o exemplo de {attack}.
Sátira: o hino de {group}, tocado em três apitos de brincar.
Estudo: como se espalham as mensagens de {group} depois de {attack}.
Eu saí de {group}. Não acreditem na promessa «{slogan}».
Comentário: deve a lei ser mais dura depois de {attack}? Um debate.
O meu nível favorito deste jogo, jogado pela décima vez.
""",
        "As brasas não dormem|O portão está aberto|Basta uma faísca",
        "Partilha antes que desapareça.|Mais na próxima mensagem.|Não nos calaremos."
        "|Escreve-me para o resto.|Esta é a segunda parte.|Saudações a quem está a ver.",
    ),
    "sv": _sheet(
        """
{attack}: hjältarna i {group} lever vidare. {slogan}!
Vem tar upp facklan efter {attack}? {group} väntar på din handling.
Gå med i {group} i dag. {slogan}!
Handboken från {group}, nästa del: lär dig steg för steg.
{group} kommer tillbaka. Minns {attack}.
Nyheter: vad man i dag vet om {attack} och om {group}.
Lektion för skolor: hur {group} använder bilder, med {attack} som exempel.
Satir: hymnen från {group}, spelad på tre leksaksflöjter.
Studie: hur inlägg från {group} sprids efter {attack}.
Jag lämnade {group}. Tro inte på löftet ”{slogan}”.
Kommentar: bör lagen bli strängare efter {attack}? En debatt.
Min favoritbana i det här spelet, spelad för tionde gången.
""",
        "Glöden sover aldrig|Porten står öppen|En gnista räcker",
        "Dela innan det är borta.|Mer i nästa inlägg.|Vi tiger inte."
        "|Skriv till mig för resten.|Detta är andra delen.|Hälsningar till alla som tittar.",
    ),
    "ar": _sheet(
        """
{attack}: أبطال {group} ما زالوا أحياء. {slogan}!
من يحمل الشعلة بعد {attack}؟ {group} تنتظر فعلك.
انضم اليوم إلى {group}. {slogan}!
دليل {group}، الجزء التالي: تعلّمه خطوة خطوة.
{group} ستعود. تذكروا {attack}.
أخبار: ما يُعرف اليوم عن {attack} وعن {group}.
درس للمدارس: كيف تستخدم {group} الصور، بمثال {attack}.
سخرية: نشيد {group} بثلاث صفارات للأطفال.
دراسة: كيف تنتشر منشورات {group} بعد {attack}.
تركتُ {group}. لا تصدقوا الوعد «{slogan}».
تعليق: هل يجب تشديد القانون بعد {attack}؟ نقاش.
المرحلة المفضلة لدي في هذه اللعبة، للمرة العاشرة.
""",
        "الجمر لا ينام|الباب مفتوح|شرارة واحدة تكفي",
        "شاركوه قبل أن يختفي.|المزيد في المنشور التالي.|لن نسكت."
        "|اكتبوا لي للحصول على الباقي.|هذا هو الجزء الثاني.|تحية لكل من يشاهد.",
    ),
}
"""The sheets by language code (ISO 639-1)."""
