"""Word lists of the grammar of news: lemmas, in lower case, with an example for each list.

They are closed classes of English and of news writing, not of any one topic.
"""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# "Biden said Thursday that ...": the date is that of saying.
SAYING = listed(
    "say tell add note state claim argue insist explain remark comment observe reply respond reiterate "
    "acknowledge admit warn confirm deny stress suggest write tweet believe think expect hope feel recall "
    "describe caution contend assert maintain emphasize emphasise estimate read mention concede quote allege "
    "reveal disclose inform predict declare announce report testify underscore highlight outline echo signal vow hail laud praise"
)
# "a review concluded that ...": without what was found it says nothing.
FINDING = listed(
    "conclude find determine know learn rule show suggest agree decide discover establish see think"
)
# "reports emerged that ...", "it was reported that ...": what follows is the happening.
SURFACING = listed(
    "emerge surface report reveal disclose announce confirm say claim allege discover learn know"
)
RUMOUR = listed("report news it word detail allegation rumour rumor claim evidence reports")
# "announced Tuesday new sanctions": the object names the happening.
PRESENTING = listed(
    "announce unveil impose introduce launch order approve adopt sign issue publish release declare propose "
    "condemn welcome back endorse agree reach win confirm report suffer begin start open hold stage"
)
# "It followed a quake": the object is what took place.
NAMING = listed("follow mark include feature see witness precede")
# "A report released last month confirmed that ...": the date of the reduced clause is that of the whole.
PUBLISHING = listed(
    "release publish issue post obtain see leak unveil print broadcast air circulate make file write date"
)
DOCUMENT = listed(
    "report study survey statement letter memo ruling paper article interview speech post tweet filing lawsuit "
    "indictment document release note poll analysis review audit verdict judgment letter sheet assessment book "
    "essay broadcast announcement message memorandum order decree resolution email video finding data remark comment"
)
# "officials wait", "is", "remains": a state, no happening of the day.
STATE = listed(
    "be have seem appear remain mean know believe think want need like love hate own belong contain consist "
    "include involve depend deserve expect feel hope live look matter owe possess resemble sound stand suppose "
    "understand wish exist constitute represent reflect require concern cost weigh measure last lie stay keep "
    "continue fear doubt intend plan tend serve work struggle face support oppose enjoy mark"
)
# "The Kremlin has denied any role": background in a lead.
BACKGROUND = listed("deny dismiss reject downplay insist maintain refuse decline brush long")
# "The U.S. is expelling 10 personnel": news in the present tense.
DECISIVE = listed(
    "order impose expel recall ban sign approve launch cut close fire suspend arrest charge sue sentence seize "
    "evacuate withdraw deploy invade attack bomb shell strike resign quit step acquire buy sell merge lay "
    "cancel postpone extradite deport release free indict convict acquit jail sanction dissolve declare "
    "nationalise nationalize ratify veto pardon appoint nominate elect oust remove shut halt freeze raise lower "
    "slash scrap ground quarantine lock reopen file announce unveil pull open block blacklist summon"
)
# "meddled in the 2020 election": the election says which, not when.
ABOUT = listed(
    "meddle interfere intervene influence believe participate invest interest specialise specialize focus involve aid help sway undermine disrupt"
)
# "won the 2016 election": the verb takes place with its object.
TOGETHER = listed(
    "win lose host hold contest stage fight play attend miss boycott survive lead command direct organise organize "
    "oversee enter watch join cancel postpone fix rig run trigger end quell suppress top dominate skip rout share receive clinch claim retain"
)
# "Monday's attack killed ten", "the 2010 quake left": the subject takes place with its verb.
OUTCOME = listed(
    "kill injure wound leave destroy claim displace hit begin end occur prompt happen take strike draw see cause damage "
    "trigger follow start come erupt break burn rip tear sweep flood devastate topple oust force level rock shake "
    "spark disrupt open close fail succeed pass find conclude show warn reveal urge call say rule order last decide "
    "feature mark bring send push raise cut"
)
# "condemned the killing in May": the verb looks back on its object.
LOOKING_BACK = listed(
    "condemn recall commemorate remember investigate denounce mourn deny blame cite criticize criticise probe "
    "avenge describe discuss regret celebrate honour honor survive justify solve witness recount examine review "
    "explain link connect follow precede compare mark downplay dispute question defend"
)
# "In Tuesday's conference call, officials announced": an occasion dates what was done on it.
OCCASION = listed(
    "call meeting speech interview report election summit conference hearing vote debate briefing session trial "
    "referendum address statement ceremony visit talk letter study survey poll broadcast appearance testimony raid "
    "attack crash match game race final tournament operation protest rally march strike ballot runoff primary "
    "inspection trip tour dinner event auction filing update release review match clash fight battle war riot "
    "quake earthquake storm hurricane flood fire explosion bombing shooting disaster season semifinal quarterfinal "
    "semi-final quarter-final action proceeding sitting championship olympics cup tweet post message document book paper essay article"
)
# "efforts to influence the 2020 election": comes round again, and names no happening by its year.
RECURRING = listed(
    "election race campaign season budget census edition olympics game cup tournament championship primary vote "
    "nomination candidacy nominee year term session festival award oscar report study survey model figure level target conference summit "
    "convention midterm ballot poll harvest crop tax bill act law constitution plan rule regulation vintage film "
    "album book song single novel series show report population economy era version"
)
# "last year's poisoning of Navalny": a noun that names a happening.
HAPPENING = listed(
    "abduction accident acquisition acquittal admission adoption advance agreement airstrike ambush amputation "
    "annexation announcement appeal appointment approval armistice arrest arson assassination assault assembly "
    "attack auction award bail bailout ban bankruptcy battle beating beheading birth blackout blast blaze blockade "
    "bombardment bombing boycott breach break-in breakthrough breakup breakaway burglary burning buyout bypass "
    "campaigning cancellation capitulation capture ceasefire cease-fire celebration ceremony clash closing closure collapse "
    "collision collapsing commission compromise conflict confrontation conquest construction conviction coronation coup crackdown "
    "crash creation crisis cyberattack cyber-attack deal death debut decision declaration defeat defection defeat "
    "demise demolition demonstration deportation derailment destruction detention detonation devaluation "
    "disappearance disaster discovery dismissal disqualification dissolution divorce downing drought drowning "
    "earthquake ejection election embargo enactment epidemic eradication eruption escape establishment evacuation "
    "eviction execution exile exit expansion explosion expulsion extension extradition failure fall famine firing "
    "fire flight flood flooding floods foundation founding funeral genocide grounding hack hacking handover hanging heist "
    "hijacking hurricane imposition impeachment imprisonment inauguration incident incursion independence indictment "
    "inquest insurgency insurrection intervention introduction intrusion invasion jailing judgment kidnapping "
    "killing landing landslide launch lawsuit leak liberation listing lockdown looting loss lynching march marriage "
    "massacre meeting meltdown merger misconduct mission mudslide murder mutiny nationalisation nationalization "
    "nomination occupation offensive opening operation order ouster outage outbreak overthrow overhaul pact pandemic "
    "pardon partition passage passing poisoning pogrom pregnancy premiere privatisation privatization prosecution "
    "protest purchase purge quake raid rally ransacking rape ratification rebellion recall recession redesign "
    "referendum reform reelection re-election release removal repeal rescue reopening resignation restoration "
    "retirement retreat return reunification reunion revolt revolution riot robbery rout ruling sacking sale "
    "sanctioning scandal secession seizure sentencing settlement shelling shipwreck shooting shootdown shutdown siege sighting "
    "signing sinking slaughter slaying slump spill split stabbing stampede standoff stampede storming strike "
    "stroke suicide summit surge surrender suspension takeover theft torture transfer treaty trial truce tsunami "
    "typhoon unification unveiling uprising vaccination verdict victory visit volcano vote walkout war wedding "
    "wildfire win withdrawal wreck exodus bust boom cyclone tornado avalanche sacking ousting toppling halving "
    "detonation touchdown splashdown liftoff lift-off flyby bid"
)
# "is expected to meet": the date is of what has yet to happen.
PLANNING = listed(
    "plan expect schedule intend hope agree vow promise propose seek aim set want threaten pledge slate plot "
    "prepare offer ask urge wait consider anticipate project forecast estimate commit tell order require demand "
    "instruct mandate recommend allow authorize authorise ready design oblige invite push call arrange book "
    "predict envisage envision decide elect opt swear undertake mean suppose bind gear poise tip favour favor "
    "bar prohibit forbid"
)
PLAN_NOUN = listed(
    "plan proposal possibility prospect chance hope offer pledge promise deadline target goal aim ambition bid "
    "prohibition ban intention commitment expectation forecast prediction"
)
PLAN_ADJECTIVE = listed(
    "due likely unlikely set ready able bound poised scheduled possible certain keen willing eligible slated"
)
MODAL = listed("will would shall may might could should can must 'll wo ca 'd")
LIGHT = listed(
    "be have do make take get go come give say tell add include call keep put let become seem"
)
CARRYING_ON = listed(
    "also additionally separately moreover furthermore likewise simultaneously too"
)
WEAK_SUBJECT = listed(
    "he she it they this that these those who which we i you there what one both two some many others"
)
