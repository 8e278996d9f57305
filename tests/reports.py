"""Reports as agencies write them, for tests of which articles tell the same story.

All of them are made up: so are their places, companies and people.
"""

from __future__ import annotations

REPORTS = {
    "Ferry runs aground off Kelsund with 212 aboard": """\
A passenger ferry ran aground on Saturday night on a reef outside the harbour of Kelsund,
and all 212 people on board were brought ashore before dawn, the coast guard said. The
captain told investigators that the steering had failed minutes after the vessel left its
berth in rough weather.

Two lifeboats and a helicopter took turns carrying passengers to the pier, where doctors
treated eleven of them for bruises and cold. Nobody was seriously injured. The hull was
leaking fuel on Sunday morning, and volunteers laid a floating barrier around the bay to
protect nearby mussel farms.

The operator, Nordlinje, cancelled its crossings until Wednesday and said a second ship
would be chartered from the mainland. An inquiry into the maintenance of the steering gear
opens next week.""",
    "Grain traders expect smaller harvest after dry spring": """\
Traders expect the country's wheat harvest to shrink by almost a fifth this summer after the
driest spring in three decades, a survey of fourteen merchants published on Thursday showed.
Estimates ranged from 21.5 to 24 million tonnes, against 28.1 million brought in a year ago.

Farmers in the southern plains have already ploughed under stunted fields and sown
sunflowers instead. Rain that fell in the first days of June came too late for early
varieties, agronomists said, though it may rescue maize planted along the river.

Exporters have begun to buy back contracts for delivery in September, pushing the price of
milling wheat to 262 crowns a tonne. The ministry of agriculture, whose own forecast is due
at the end of the month, declined to comment on the survey.""",
    "Court orders Velmar to reopen bidding for tramway": """\
An administrative court told the city of Velmar on Monday to reopen bidding for its new
tramway, ruling that the winning consortium had been given details of a rival offer. Judges
said the tender committee broke procurement law when two of its members met the consortium's
lawyers at a hotel in March.

The contract, worth 870 million euros, covers nineteen kilometres of track and thirty low-
floor cars. Work on the depot has been going on since August and may continue, the court
said, because it will be needed whoever builds the line.

Mayor Ilse Brandhof said the city would not appeal. Her opponents on the council demanded
that she resign, while commuters' groups warned that the opening, planned for the spring
after next, could slip by two years or more.""",
    "Museum gets back bronze horses stolen in 1974": """\
Four small bronze horses stolen from the archaeological museum of Tharos half a century ago
went back on display on Friday after a retired dentist found them in the attic of a house he
had bought. The figures, cast in the seventh century before our era, vanished one night in
1974 when burglars climbed through a skylight.

Curators recognised them from a notch on the left foreleg of the largest horse. The dentist,
who asked not to be named, drove eleven hours to return them in a picnic basket lined with
towels, and refused the reward that an insurance company had promised.

Police said the theft can no longer be prosecuted. The museum is looking for a fifth horse
and two silver cups that disappeared in the same night.""",
    "Strike shuts copper mine in the Arenal valley": """\
Miners walked out on Tuesday at the Santa Rufina copper mine in the Arenal valley, stopping
production at the third largest pit in the region for the first time in nine years. The
union, which represents some 3,400 workers, wants higher pay for night shifts and an end to
contracts that last only a season.

Management offered a bonus and a rise of four percent, and accused union leaders of breaking
off talks that were close to a result. Trucks loaded with ore concentrate stood idle at the
gate through the afternoon while strikers grilled sausages beside the road.

The mine ships about 900 tonnes of copper a day through the port of Ilaco. Analysts said
stocks at smelters would last for two weeks before any customer noticed the stoppage.""",
    "Scientists drill record core from Holm ice cap": """\
Researchers have pulled up an ice core more than two kilometres long from the Holm ice cap,
the deepest ever drilled outside the polar regions, and hope that it holds a record of
volcanic eruptions over ninety thousand years. The last section reached the surface last
week in a storm that buried the camp.

Bubbles trapped in the ice will show how much methane the air contained when forests spread
after the glaciers withdrew. A first look at grey bands near the bottom suggests ash from a
volcano that nobody had known of, the leader of the expedition, geologist Maren Tolke, told
reporters.

Sled tractors will bring the core in steel tubes to a freezer on the coast. Laboratories in
seven countries are to receive slices of it before winter, and the results should be
published within three years.""",
    "Parliament votes to lower voting age to sixteen": """\
Parliament voted by a narrow majority on Wednesday to lower the voting age from eighteen to
sixteen, adding some 310,000 people to the register in time for the municipal elections in
October. Members of the governing coalition stood and applauded, while conservatives called
the change a manoeuvre.

Under the law, schools must teach a course on elections in the ninth grade, and parties may
not campaign inside school buildings. An amendment that would have let the young stand as
candidates was defeated after a debate that went on until two in the morning.

Opinion polls show the public evenly divided. The president, who once taught history, has
two weeks to sign the bill or send it back, and her office said she would hear pupils and
teachers first.""",
    "Airline Corvia drops routes to save cash": """\
The airline Corvia will drop twelve routes in November and give back five leased aircraft in
an effort to save cash, its chief executive said after the company lost 48 million francs in
half a year. Cities that lose their only flight to the capital include Pordal, Senja and
Lower Witten.

Passengers holding tickets can ask for their money or travel by train. Some 240 pilots and
cabin crew are to be offered unpaid leave until April, and no bonuses will be paid to
managers. Fuel cost almost a third more than a year earlier, and two engines had to be
grounded because of cracked blades.

Creditors led by the Union Bank of Lindau agreed to wait until summer for repayment of a
loan. Shares in Corvia fell nine percent before trading in them was halted.""",
}

#: Two reports of one event, by different hands.
SAME_EVENT = (
    """\
Hundreds of fishermen blockaded the port of Marenda with their boats on Monday in protest
against a plan to cut this year's quota for anchovy by half. Cruise ships had to drop anchor
outside the breakwater, and tourists were ferried to the beach in dinghies.

The fishermen's guild said the cut would ruin four hundred families. It demanded that the
minister come to Marenda and count the catch with his own eyes. Police watched from the quay
but did not intervene.""",
    """\
Anchovy stocks along the coast have collapsed to a quarter of what they were ten years ago,
and only a deep cut in the quota can save them, biologists at the marine institute warned as
angry crews sealed off the harbour at Marenda for a day.

Their report, based on sonar surveys in February, blames warm water and too many young fish
in the nets. The government wants to halve landings until stocks recover, and has promised
compensation, though the sum is still being negotiated with the guild.""",
)


def form(day: int, shortage: int, bills: int, rate: str) -> str:
    """A notice that is filled in anew every morning."""
    return f"""\
The central bank said it expected a shortage of about {shortage} million crowns in the money
market on {day} May. Bills falling due would drain {bills} million, it said, while a rise in
notes in circulation would take out {bills // 3} million more. Banks were offered overnight
funds at {rate} percent against the usual securities before noon."""
