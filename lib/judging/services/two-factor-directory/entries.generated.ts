// 2FA Directory (2fa.directory), © 2factorauth and contributors, MIT: see LICENSE.md beside this file.
// Made by scripts/two-factor-directory.mjs of 2565 entries.
export const directoryCommit = 'f3ac2ab71c6fe4857a4ad1ef039d2a4eaf1a342c';

/** An entry a line: domain, name, additional domains, methods. */
export const directoryLines = `
101domain.com	101domain		totp
123-reg.co.uk	123 Reg		sms,totp,u2f
123formbuilder.com	123 Form Builder		totp
15five.com	15Five		totp
1822direkt.de	1822direkt		sms,custom-software
1password.com	1Password	1password.ca,1password.eu	totp,u2f,custom-hardware,custom-software
20i.com	20i		totp
23andme.com	23andMe		totp
2checkout.com	2Checkout		totp,email
2k.com	2K Games		
3commas.io	3Commas		totp
4cd.edu	Contra Costa Community College District		sms,call,totp
500px.com	500px		totp
53.com	Fifth Third Bank		sms
7pass.de	7Pass		
a2hosting.com	A2 Hosting		totp
aa.com	American Airlines		
aaiedu.hr	AAI@EduHr		
aami.com.au	AAMI		
about.me	about.me		
above.com	Above.com		totp
academicearth.org	Academic Earth		
accelo.com	Accelo		totp
access.service.gov.uk	HMRC (Government Gateway)	tax.service.gov.uk	sms,call,totp,custom-software
accountable.eu	Accountable		totp
accounts.firefox.com	Mozilla		totp
accounts.nintendo.com	Nintendo Account		totp
acorns.com	Acorns		sms,email
acquia.com	Acquia		sms,totp
actionnetwork.org	Action Network		custom-software,sms
actionstep.com	Actionstep		totp
active24.com	ACTIVE 24		totp
activecampaign.com	ActiveCampaign		sms,totp
activecollab.com	ActiveCollab		
activestate.com	ActiveState		totp
activision.com	Activision	callofduty.com	sms,totp
adafruit.com	Adafruit		sms,totp,u2f
addiko.hr	Addiko Bank		totp,custom-software
adguard.com	AdGuard	adguard-vpn.com,adguard-dns.io	totp
admiral.com	Admiral [UK]		
adobe.com	Adobe		sms,email,custom-software
adp.com	ADP		
adt.com	ADT Pulse	portal.adtpulse.com	sms,call,email
adyen.com	Adyen		totp
aep.com	American Electric Power		
aero.zip	aero.zip		totp,u2f
aerolineas.com.ar	Aerolíneas Argentinas		
aesop.com	Aesop		
aetna.com	Aetna		
aeza.net	Aéza		totp
affinityfcu.com	Affinity Federal Credit Union		sms,call,email
afip.gob.ar	AFIP		custom-software
afternic.com	Afternic		totp,sms,u2f
afterpay.com	AfterPay	afterpay.com.au,secure-afterpay.com.au,afterpay.co.nz,clearpay.co.uk	sms,email
agenziaentrate.gov.it	Agenzia delle Entrate		
agl.com.au	AGL Energy		sms,email
aha.io	Aha!		sms,call,custom-software,u2f
aidvantage.studentaid.gov	Aidvantage		
airasia.com	AirAsia		email
airbank.cz	AirBank		sms,custom-software
airbnb.com	Airbnb		email,sms
airbrake.io	Airbrake		totp
aircanada.com	Air Canada		email,sms
airdroid.com	AirDroid		
airmee.com	Airmee		
airship.com	Airship		totp
airtable.com	Airtable		sms,call,totp
aiven.io	Aiven		totp
ajax.systems	Ajax Systems		totp
akc.org	American Kennel Club		email
alaskaair.com	Alaska Airlines		
alchemer.com	Alchemer		totp,sms
alchemy.com	Alchemy		
aldimobile.com.au	ALDImobile		
alectrautilities.com	Alectra Utilities		
algolia.com	Algolia		totp
alibabacloud.com	AlibabaCloud	aliyun.com	totp
aliexpress.com	AliExpress		
all-inkl.com	ALL-INKL.COM		totp
allegiantair.com	Allegiant Air		
allegro.pl	Allegro		sms,totp
alliantcreditunion.org	Alliant Credit Union		sms
allianz.de	Allianz		sms
allmylinks.com	AllMyLinks		totp
alltrails.com	AllTrails		
ally.com	Ally Bank		sms,call
altcointrader.co.za	AltCoinTrader		totp
alterdice.com	Alterdice		email,totp
altoira.com	AltoIRA		totp
altra.org	Altra Federal Credit Union		sms,email
amaysim.com.au	Amaysim		
amazingmarvin.com	Amazing Marvin		totp
amazon.com	Amazon	amazon.ae,amazon.ca,amazon.cn,amazon.co.jp,amazon.co.uk,amazon.com.au,amazon.com.br,amazon.com.mx,amazon.com.tr,amazon.de,amazon.es,amazon.fr,amazon.in,amazon.it,amazon.nl,amazon.sa,amazon.se,amazon.sg	sms,call,totp
americafirst.com	America First Credit Union		sms,email,totp
americancentury.com	American Century Investments		sms,email,totp
americanexpress.com	American Express Cards		sms,email
ameriprise.com	Ameriprise Financial		sms,totp,custom-software
amp.com.au	AMP	amp.co.nz	
amtrak.com	Amtrak		sms,email
amundi-ee.com	Amundi (épargne salariale & retraite)		
ancestry.com	Ancestry		sms,email
andrewsfcu.org	Andrews Federal Credit Union		call,sms,email
ankama.com	Ankama		email,custom-software
anses.gob.ar	ANSES		
antagning.se	Antagning.se		
anthem.com	Anthem		sms,call,email
any.run	ANY.RUN		totp
anycoindirect.eu	Anycoin Direct		totp,sms
anydesk.com	AnyDesk		totp
anz.com.au	Australia and New Zealand Banking Group		
aok.de	AOK		sms
aozorabank.co.jp	Aozora Bank		
apmex.com	APMEX		
apnic.net	APNIC		totp
apobank.de	Deutsche Apotheker- und &Auml;rztebank		sms,custom-software
app.azendoo.com	Azendoo		
app.flexera.com	Flexera Software Vulnerability Research		sms,totp
app.sendloop.com	Sendloop		custom-software
app.terraform.io	HashiCorp Terraform Enterprise		sms,totp
app.vagrantup.com	HashiCorp Vagrant Cloud		sms,totp
appfigures.com	Appfigures		totp
appfolio.com	AppFolio		totp
appleid.apple.com	Apple		sms,call,u2f,custom-software
appodeal.com	Appodeal		email,totp
appsignal.com	AppSignal		totp
appveyor.com	AppVeyor		totp
appwrite.io	Appwrite		totp
aqara.com	Aqara		email,custom-software
arcadia.com	Arcadia		
arcaplanet.it	Arcaplanet		
archive.org	Internet Archive		
arduino.cc	Arduino		totp
argentina.gob.ar	Mi Argentina		
arin.net	ARIN		totp
arlo.com	Arlo		sms,email,custom-software
artifacthub.io	Artifact Hub		totp
artists.spotify.com	Spotify for Artists		totp,sms
artstation.com	ArtStation		custom-software
arubacloud.com	Aruba Cloud		custom-software
arubainstanton.com	Aruba Instant On		totp
asana.com	Asana		totp
asb.co.nz	ASB Bank		
ashesofcreation.com	Ashes of Creation		totp
asos.com	ASOS		
aspiration.com	Aspiration		sms,email
assembla.com	Assembla		totp
astound.com	Astound Broadband		
asu.edu	Arizona State University		custom-software,call,sms,u2f
asus.com	Asus		email,totp
atera.com	Atera		totp
aternos.org	Aternos		totp
atlas-myrmv.massdot.state.ma.us	myRMV		sms,call,totp
atriumhealth.org	Atrium Health		email
att.com	AT&T		sms
attentive.com	Attentive	attentivemobile.com	call,sms
atu.edu	Arkansas Tech University		sms,custom-software,custom-hardware
au.com	au	auone.jp	sms
audiense.com	Audiense		totp
audiofanzine.com	Audiofanzine		totp
aura.com	Aura		sms,email
auspost.com.au	Australia Post		
aussiebroadband.com.au	Aussie Broadband	aussiebb.com.au	
australianretirementtrust.com.au	Australian Retirement Trust	sunsuper.com.au,qsuper.qld.gov.au	sms,email
australiansuper.com	Australian Super		
auth.opera.com	Opera		totp
auth0.com	Auth0		custom-software,sms,totp,u2f
autocode.com	Autocode		sms
autodesk.com	Autodesk	tinkercad.com	sms,call,email,totp
automater.pl	Automater		totp
autotask.net	AutoTask		totp
availity.com	Availity Essentials		sms,call,totp
avanza.se	Avanza		totp,custom-software
avast.com	Avast		totp
avg.com	AVG		totp
awardwallet.com	AwardWallet		totp
aware.com.au	Aware Super		sms
awin.com	Awin		totp
aws.amazon.com	Amazon Web Services		totp,custom-hardware,u2f
axios.com	Axios		
axosbank.com	Axos	axos.com	sms,email
azure.microsoft.com	Microsoft Azure		sms,custom-software,totp,call
babbel.com	Babbel		
back4app.com	Back4App		totp
backblaze.com	Backblaze		sms,totp
badoo.com	Badoo		
bahn.com	Deutsche Bahn (DB)	bahn.de	totp,sms
balena.io	Balena		totp
baloise.ch	Baloise Insurance		sms
balsamiq.com	Balsamiq		
bamboohr.com	BambooHR		totp
bancociudad.com.ar	Banco Ciudad		
bancoguayaquil.com	Banco Guayaquil		sms,custom-software
bancointernacional.com.ec	Banco Internacional		sms,custom-software
bancoprovincia.com.ar	Banco Provincia		
bandcamp.com	Bandcamp		
bank.lendingclub.com	LendingClub Bank	banking.lendingclub.com,radiusbank.com	sms,call,email
bank99.at	bank99		custom-software
bankaust.com.au	Bank Australia		
bankera.com	Bankera		sms
bankhapoalim.co.il	Bank Hapoalim		
banking.barclaysus.com	Barclays [US]		sms,call,email
bankofamerica.com	Bank of America	bofa.com,mbna.com	sms,email,u2f
bankofmelbourne.com.au	Bank of Melbourne		
bankofscotland.co.uk	Bank of Scotland		custom-software,call,sms
bankrate.com	Bankrate		
banksa.com.au	BankSA		
bankwest.com.au	Bankwest		
barclays.co.uk	Barclays [UK]		custom-software,custom-hardware
baremetrics.com	Baremetrics		totp
barmenia.de	Barmenia	meine-barmenia.de	sms,totp
barnesandnoble.com	Barnes & Noble		
basecamp.com	Basecamp		totp,u2f
batch.com	Batch		totp
bbbank.de	BBBank		custom-software,custom-hardware
bbva.com.ar	BBVA Argentina		
bca.co.id	Bank Central Asia (BCA)		custom-hardware
bcit.ca	British Columbia Institute of Technology		
beacons.ai	Beacons		
becu.org	Boeing Employee Credit Union		sms
beeper.com	Beeper		
beget.com	Beget		sms,email,totp
bell.ca	Bell		sms,call,email
belong.com.au	Belong		sms,email
bendigobank.com.au	Bendigo Bank	adelaidebank.com.au,adelaidebendigo.com.au	sms,email,custom-software
benefitscal.com	BenefitsCal		email,sms
bereal.com	BeReal	bere.al	
berkeley.edu	University of California, Berkeley		u2f,custom-hardware,custom-software
bestbuy.ca	Best Buy [CA]		
bestbuy.com	Best Buy		sms,totp
betfair.com	Betfair		sms,totp
bethesda.net	Bethesda		totp,sms
bethpagefcu.com	Bethpage Federal Credit Union		sms,email
betterment.com	Betterment		sms,call,totp
betvictor.com	Betvictor		sms,totp
beyondbank.com.au	Beyond Bank		sms,custom-software
bglcorp.com	BGL Corporate Solutions		sms,totp
bhfcu.com	Black Hills Federal Credit Union		sms,call,email
bibox.com	Bibox		sms,totp,email
bigcommerce.com	BigCommerce	bigcommerce.ca,bigcommerce.co.uk,bigcommerce.com.au,bigcommerce.de,bigcommerce.es,bigcommerce.fr,bigcommerce.it,bigcommerce.nl	custom-software,email
biggerpockets.com	BiggerPockets		sms
bigw.com.au	Big W	mydeal.com.au	sms,call,email
bilibili.com	Bilibili		
bill.com	Bill		sms,call,totp
binance.com	Binance		totp,u2f,sms
bitbar.com	BitBar		totp
bitbns.com	Bitbns		totp,sms
bitbucket.org	Bitbucket		totp,u2f
bitbuy.ca	Bitbuy		sms,totp
bitcoin.de	Bitcoin.de		totp,custom-hardware
bitdefender.com	Bitdefender		email,totp
bitfinex.com	Bitfinex		totp,u2f
bitflyer.com	Bitflyer		sms,email,totp
bitforex.com	BitForex		totp,sms
bitget.com	Bitget		call,sms,totp
bitgo.com	BitGo		totp,custom-hardware,u2f
bithumb.com	Bithumb		sms,totp
bitly.com	Bitly		sms
bitmex.com	BitMEX		totp,custom-hardware
bitnami.com	Bitnami		
bitpanda.com	Bitpanda		totp
bitpay.com	Bitpay		totp
bitrise.io	Bitrise		totp
bitrix24.com	Bitrix24	bitrix24.ru,bitrix24.eu,bitrix24.net	totp
bitski.com	Bitski		email,sms
bitskins.com	BitSkins		totp
bitso.com	Bitso		totp
bitstamp.net	Bitstamp		totp
bittrex.com	Bittrex		totp
bitvavo.com	bitvavo		totp
bitwarden.com	Bitwarden		sms,call,email,totp,u2f,custom-hardware,custom-software
bk.mufg.jp	MUFG Bank		
bkex.com	BKEX		totp
blackbaud.com	Blackbaud		totp,sms
blacknight.com	Blacknight		totp
bladeandsoul.com	Blade & Soul		totp
blau.de	Blau.de		
blizzard.com	Blizzard/Battle.net	battle.net	sms,custom-software
blockchain.com	Blockchain.com	blockchain.info	sms,totp,custom-hardware
blockfi.com	BlockFi		totp
blossom88.com	Blossom		totp
bluehost.com	Bluehost		email,sms,totp
bluesnap.com	BlueSnap		totp
bmedonline.it	Banca Mediolanum		sms,custom-software
bmo.com	BMO Bank of Montreal		sms,call,custom-software
bmoharris.com	BMO Harris Bank		sms,email,call
bmoinvestorline.com	BMO InvestorLine		sms,email,call
bna.com.ar	Banco Nación		
bnktothefuture.com	BnkToTheFuture		totp
bochk.com	Bank of China [HK]		custom-hardware
bohemia.net	Bohemia Interactive		totp
bokio.se	Bokio [SE]		totp,custom-software
bol.com	bol.com		
bolt.eu	Bolt		email
bonobos.com	Bonobos		
bonus.ly	Bonusly		totp
bookbeat.com	BookBeat	bookbeat.at,bookbeat.be,bookbeat.fi,bookbeat.dk,bookbeat.fr,bookbeat.de,bookbeat.it,bookbeat.nl,bookbeat.no,bookbeat.pl,bookbeat.es,bookbeat.se,bookbeat.ch,bookbeat.co.uk	
booking.com	Booking.com		sms,email,totp
boost.com.au	Boost Mobile [AU]	boostmobile.com.au	sms,email
boots.com	Boots		call,sms
boursedirect.fr	Bourse Direct		sms,totp
boursorama.com	Boursorama	boursorama-banque.com	sms,call
bowens.com.au	Bowens		sms,email
box.com	Box		sms,totp
boxed.com	Boxed		
brack.ch	Brack		
braintreepayments.com	Braintree		sms,totp,u2f
brandwatch.com	Brandwatch	falcon.io,paladinsoftware.com	totp
braze.com	Braze		custom-software,sms
breeze.pm	Breeze		
brevo.com	Brevo	sendinblue.com	sms,totp
brex.com	Brex		sms,totp
brilliant.org	Brilliant		
britishairways.com	British Airways		sms,totp,u2f
broadcom.com	Broadcom	vmware.com	sms,call,totp,custom-software
browserstack.com	BrowserStack		
bsag.de	Bremer Straßenbahn AG		
bsky.app	Bluesky	bsky.social,blueskyweb.xyz	email
bt.com	BT		email,sms
btcbox.co.jp	BTC BOX		totp
btcmarkets.net	BTC Markets		totp
btcpop.co	BTCPOP		totp
btcturk.com	BtcTurk		sms,email,totp
bu.edu	Boston University		sms,call,u2f,custom-software
bubble.io	Bubble		totp
buda.com	Buda		totp
buddy.works	Buddy		sms,totp
buffer.com	Buffer		sms,totp
bugcrowd.com	bugcrowd		totp
bugsnag.com	Bugsnag		totp
bugzilla.mozilla.org	Bugzilla@Mozilla		custom-software,totp
buhl.de	Buhl		totp
buildium.com	Buildium	managebuilding.com	sms,totp,call
buildkite.com	Buildkite		totp
builtwith.com	BuiltWith		totp
bulb.co.uk	Bulb		
bullionexchanges.com	Bullion Exchanges		
bullionstar.com	BullionStar		sms,totp
bullionvault.com	BullionVault		totp
bunnings.com.au	Bunnings Warehouse	bunnings.co.nz	sms,email
bunny.net	bunny.net		totp
bupa.com.au	Bupa		email
business.trustpilot.com	Trustpilot Business		sms
buyee.jp	Buyee		
buymeacoffee.com	Buy Me a Coffee		email,totp
bw-bank.de	Baden-Württembergische Bank		custom-software,custom-hardware
bybit.com	Bybit		sms,email,totp
byu.edu	Brigham Young University		call,sms,totp,u2f,custom-hardware,custom-software
cacoo.com	Cacoo		
caisse-epargne.fr	Caisse D'Epargne		
cal.com	Cal.com		totp
calendly.com	Calendly		totp
callcentric.com	CallCentric		email
calpoly.edu	Cal Poly		sms,call,u2f,custom-hardware,custom-software
caltech.edu	California Institute of Technology (CalTech)		custom-software,custom-hardware
cam.ac.uk	University of Cambridge		totp,sms,custom-software,custom-hardware,call
campaignmonitor.com	Campaign Monitor		totp
canada.ca	Canada Revenue Agency	cra-arc.gc.ca	sms,call,totp
canadacomputers.com	Canada Computers & Electronics	cc.ca	
canadapost.ca	Canada Post		
canadiantire.ca	Canadian Tire		
canary.is	Canary		sms
canva.com	Canva		sms,totp
capcom.com	Capcom ID	capcom.co.jp,capcomusa.com,capcom-europe.com,capcom.com.tw	totp
capitalgroup.com	Capital Group / American Funds		sms,email
capitalone.com	Capital One		sms,email,custom-software
capsulecrm.com	Capsule		totp
carbonite.com	Carbonite		sms,call
cardmarket.com	Cardmarket		totp
caremark.com	CVS Caremark		
caribbean.rbcroyalbank.com	RBC Caribbean		custom-software,custom-hardware
carilionclinic.org	Carilion Clinic		
carleton.ca	Carleton University		custom-software,custom-hardware,sms,call
carrd.co	Carrd		totp
carta.com	Carta		sms,totp
cash.app	Cash App		email,totp
cashrewards.com.au	Cashrewards		sms
caspio.com	Caspio		sms,totp
cat.com	Cat		totp,sms
cathaypacific.com	Cathay Pacific		
cbq.qa	Commercial Bank of Qatar		sms
cbtnuggets.com	CBT Nuggets		
cdbaby.com	CD Baby		
cdkeys.com	CDKeys		
cdn77.com	CDN77		totp
cdnsun.com	CDNsun		totp
cembra.ch	Cembra Money Bank		sms
cengage.com	Cengage	webassign.net	
central.sophos.com	Sophos Central	login.sophos.com	email,totp
centurylink.com	CenturyLink		
certification.comptia.org	CompTIA		
cex.io	CEX.IO		sms,totp
cgd.pt	Caixadirecta		sms
changelly.com	Changelly		totp,custom-hardware
chargebee.com	Chargebee		totp
chargepoint.com	ChargePoint		
charliehr.com	CharlieHR		totp
chartbeat.com	Chartbeat		sms,totp
chase.com	Chase		sms,call,custom-software,custom-hardware
chat.google.com	Google Chat		sms,call,totp,custom-software,u2f
chatwork.com	Chatwork		sms,totp
checkfront.com	Checkfront		totp,sms
checkmategaming.com	CMG		totp
chegg.com	Chegg		email
chess.com	Chess.com		
chime.com	Chime		sms
chocolatey.org	Chocolatey		
choko.link	Choko.Link		totp
cibc.com	CIBC		call,sms,custom-software
cinemark.com	Cinemark		sms,email
cineplex.com	Cineplex		call,sms
circle.com	Circle		sms,totp
cisco.com	Cisco		totp
citadelbanking.com	Citadel Credit Union		totp,custom-software,sms,call,email
citationsy.com	Citationsy		
citi.com	Citibank	accountonline.com,citibank.com,citicards.com,citibankonline.com	sms,call
citibank.com.au	Citibank [AU]		
citizensbank.com	Citizens Bank		
classlink.com	ClassLink		sms,totp,u2f
clearme.com	CLEAR		
clearscore.com	ClearScore		sms,totp
clemson.edu	Clemson University		sms,call,u2f,custom-software,custom-hardware
clever.com	Clever		sms,custom-software
clevertap.com	CleverTap		totp
clickpay.com	ClickPay		
clickup.com	ClickUp		sms,totp
clickworker.com	Clickworker		
cliniko.com	Cliniko		totp
clio.com	Clio		totp
clippercard.com	Clipper		email
close.com	Close		totp
cloud.baidu.com	Baidu AI cloud	login.bce.baidu.com	totp,sms
cloud.google.com	Google Cloud Platform		sms,call,totp,custom-software,u2f
cloud.hashicorp.com	HashiCorp Cloud Platform	auth.hashicorp.com	totp
cloud.ibm.com	IBM Cloud		email,u2f,totp
cloud.malwarebytes.com	Malwarebytes Nebula		totp
cloud.oracle.com	Oracle Cloud Infrastructure	oraclecloud.com	totp,custom-software,sms,call,email,u2f
cloud66.com	Cloud 66		totp,u2f
cloudamqp.com	CloudAMQP		totp,sms
cloudbees.com	CloudBees		totp
cloudbet.com	Cloudbet		totp
cloudconvert.com	CloudConvert		totp
cloudflare.com	Cloudflare		totp,u2f
cloudhq.net	cloudHQ		totp
cloudinary.com	Cloudinary		totp
cloudns.net	ClouDNS		totp
cloudways.com	Cloudways		totp
clover.com	Clover		totp,sms
cloze.com	Cloze		sms,totp
clubhouse.com	Clubhouse		
cm.com	CM		sms,custom-software
cmore.se	C More	cmore.no,cmore.dk,cmore.fi	
cmu.edu	Carnegie Mellon University		custom-software,custom-hardware,u2f
cnn.com	CNN		
co-operativebank.co.uk	The Co-operative Bank		
cobalt.io	Cobalt		totp
cod.edu	College Of DuPage		
coda.io	Coda		totp
codeanywhere.com	Codeanywhere		sms
codebasehq.com	Codebase		totp
codeberg.org	Codeberg		totp,u2f
codecademy.com	Codecademy		
codeclimate.com	Code Climate		sms,custom-software
codepen.io	CodePen		
codesignal.com	CodeSignal		
cognitoforms.com	Cognito Forms		email,totp
coinbase.com	Coinbase		sms,totp,u2f
coinberry.com	Coinberry		totp
coincheck.com	Coincheck		totp
coindcx.com	CoinDCX		sms,email,totp
coindeal.com	CoinDeal		sms,totp
coinfalcon.com	CoinFalcon		totp
coingate.com	CoinGate		totp
coingecko.com	Coingecko		
coinify.com	Coinify		totp
coinigy.com	Coinigy		totp
coinjar.com	Coinjar		sms,totp
coinloan.io	CoinLoan		totp
coinmarketcap.com	CoinMarketCap		totp,email
coinone.co.kr	CoinOne		totp
coinpayments.net	CoinPayments		totp,sms,email
coinpayu.com	CoinPayU		totp
coinremitter.com	CoinRemitter		totp
coins.ph	Coins.ph		totp
coinsmart.com	CoinSmart		totp
coinspot.com.au	CoinSpot		sms,totp
cointiger.com	CoinTiger		sms,totp
cointracker.io	CoinTracker		totp
cointracking.info	CoinTracking		totp
cointraffic.io	Cointraffic		totp
coinut.com	Coinut		totp
coinzilla.com	Coinzilla		totp,email
coles.com.au	Coles		sms,email
colfinancial.com	COL Financial		
collegeboard.org	College Board		email
colorado.edu	University of Colorado Boulder		sms,call,custom-software,u2f
columbia.edu	Columbia University		call,u2f,custom-software
combell.com	Combell		totp
comdirect.de	comdirect		sms,custom-software,custom-hardware
comed.com	ComEd		sms,call,email
comet.it	Comet		
commbank.com.au	Commonwealth Bank of Australia	netbank.com.au	sms,custom-software
commercial.metrobankonline.co.uk	Metro Bank Commercial		custom-software,custom-hardware
commerzbank.de	Commerzbank		sms,custom-software,custom-hardware
commonapp.org	Common App		
commsec.com.au	CommSec		
communityamerica.com	CommunityAmerica		sms,call,totp
comodo.com	Comodo		totp,sms
compose.com	Compose		sms,totp,u2f
comviq.se	Comviq		custom-software
concur.com	Concur	concur.com.mx,concur.ca,concur.com.br,concur.com.ar,concur.co,concur.cl,concur.pe,concur.co.za,concur.ae,concur.co.uk,concur.fr,concur.de,concur.it,concur.nl,concur.se,concur.dk,concur.fi,concur.be,concur.es,concur.no,concur.com.au,concur.cn,concur.com.hk,concur.co.in,concur.co.jp,concur.kr,concur.com.sg,concur.tw,concursolutions.com	totp
coned.com	Con Edison		sms,call,totp,custom-software
connectwise.com	ConnectWise Control (ScreenConnect)		sms,email,totp,custom-hardware
conrad.com	Conrad	conrad.at,conrad.be,conrad.ch,conrad.cz,conrad.de,conradelektronik.dk,conrad.fr,conrad.hr,conrad.hu,conrad.it,conrad.nl,conrad.pl,conrad.se,conrad.si,conrad.sk	
consentmanager.net	consentmanager		totp
consorsbank.de	Consorsbank		custom-software,custom-hardware
constellix.com	Constellix		totp
consumercellular.com	Consumer Cellular		
contabo.com	Contabo		totp
contentful.com	Contentful		totp
contentstack.com	Contentstack		custom-software,sms
convertkit.com	ConvertKit		sms,totp
cookiebot.com	Cookiebot		
cookieyes.com	CookieYes		totp
coop.ch	Coop Genossenschaft		
copaair.com	Copa Airlines		
cordial.com	Cordial		sms,totp
cornell.edu	Cornell University		sms,custom-software,custom-hardware,u2f,call
corporatefinanceinstitute.com	Corporate Finance Institute		totp
cosmolex.com	Cosmolex		sms
cospaces.io	CoSpaces		
costco.co.uk	Costco [UK]		email,sms
costco.com	Costco		
costplusdrugs.com	Cost Plus Drugs		
couchsurfing.com	Couchsurfing		
coursera.org	Coursera		totp
cox.com	Cox		sms,call,email
cpoms.co.uk	CPOMS	cpoms.net	totp,u2f
cpp.edu	Cal Poly Pomona		sms,totp,u2f,custom-hardware,custom-software
cqu.edu.au	CQUniversity		totp,sms,call,custom-software
crashplan.com	CrashPlan	crashplanpro.com	totp,email
crazydomains.com	Crazy Domains		sms,call
creditkarma.ca	Credit Karma [CA]		
creditkarma.co.uk	Credit Karma [UK]		
creditkarma.com	Credit Karma [US]		sms,call
credly.com	Credly		totp
cron-job.org	cron-job.org		totp,custom-hardware
cronometer.com	Cronometer		totp
crowdcube.com	Crowdcube	crowdcube.eu	totp
crowdin.com	Crowdin		totp,u2f
crowdsupply.com	Crowd Supply		totp,u2f
crunchyroll.com	Crunchyroll		
crypto.com	Crypto		totp
cryptonator.com	Cryptonator		totp,custom-software,sms
cryptopanic.com	CryptoPanic		
csas.cz	Ceska Sporitelna		sms,custom-software
csn.se	CSN		custom-software
csob.cz	ČSOB (Czech)		sms,custom-software
culturedcode.com	Cultured Code Things Cloud		
curiositystream.com	CuriosityStream		
currencycloud.com	Currencycloud		custom-software
current-rms.com	Current RMS		totp,custom-software,sms
customer.io	Customer.io		totp
cyberghostvpn.com	CyberGhost		
cyon.ch	cyon		totp
dab-bank.de	DAB BNP Paribas		custom-software,custom-hardware
dan.com	Dan.com		totp
danskebank.dk	Danske Bank [DK]		custom-hardware,custom-software
danskebank.se	Danske Bank [SE]		custom-software
dashlane.com	Dashlane		totp
databox.com	Databox		totp,sms
datadoghq.com	Datadog		totp
datarobot.com	DataRobot		totp
datev.de	DATEV		totp,sms,custom-hardware
datto.com	Datto		totp,custom-software
dbs.com.sg	DBS Bank [SG]		custom-hardware
dcu.org	Digital Federal Credit Union		sms,call,email
deakin.edu.au	Deakin University		sms,call,u2f,totp,custom-software,custom-hardware
deel.com	Deel	letsdeel.com	totp
deepl.com	DeepL		totp
deezer.com	Deezer		
degiro.nl	DEGIRO	degiro.cz,degiro.ch,degiro.dk,degiro.de,degiro.es,degiro.gr,degiro.fr,degiro.ie,degiro.it,degiro.nl,degiro.co.no,degiro.hu,degiro.at,degiro.pl,degiro.pt,degiro.fi,degiro.se,degiro.co.uk	totp
degoo.com	Degoo		
degussa-bank.de	Degussa Bank		custom-hardware,sms,custom-software
deka.de	Deka Investments		
delaware.gov	Delaware.gov		call,sms,custom-software
delighted.com	Delighted	delightedapp.com	sms
delinea.com	Delinea		call,sms,totp,email,custom-software,u2f
deliveroo.com	Deliveroo	deliveroo.co.uk,deliveroo.fr,deliveroo.nl,deliveroo.be,deliveroo.ie,deliveroo.es,deliveroo.it,deliveroo.com.sg,deliveroo.hk,deliveroo.ae,deliveroo.com.kw,deliveroo.de,deliveroo.tw	
deliverr.com	Deliverr		sms
dell.com	Dell		email,sms
delta.com	Delta		sms,email,custom-software
deltadental.com	Delta Dental	deltadentalcoversme.com,deltadentalar.com,deltadentalks.com,deltadentalok.org,deltadentalpr.com,deltadentalaz.com,deltadentalco.com,deltadentalct.com,deltadentalia.com,deltadentalid.com,deltadentalil.com,deltadentalin.com,deltadentalins.com,deltadentalma.com,deltadentalmi.com,deltadentalmn.org,deltadentalmo.com,deltadentalne.org,deltadentalnj.com,deltadentalnm.com,deltadentaloh.com,deltadentalri.com,deltadentalsc.com,deltadentalsd.com,deltadentalva.com,deltadentalwa.com,deltadentalwi.com,deltadentalwy.org,hawaiidentalservice.com,modahealth.com,nedelta.com	sms
demio.com	Demio		totp
deploybot.com	Deploybot		
deployhq.com	DeployHQ		totp
depop.com	Depop		sms
deputy.com	Deputy		totp
desertfinancial.com	Desert Financial Credit Union		sms,email
desjardins.com	Desjardins		sms,custom-software
desmos.com	desmos		
despegar.com	Despegar.com		
detectify.com	Detectify		totp
deutsche-bank.de	Deutsche Bank		sms,custom-software,custom-hardware
deutsche-rentenversicherung.de	Deutsche Rentenversicherung		custom-hardware
deutschepost.de	Deutsche Post		totp,email
developer.nexmo.com	Vonage		sms,call
deviantart.com	DeviantArt		totp
dext.com	Dext Prepare		totp
df.eu	domainFACTORY		
dhl.de	DHL [DE]		email
didiglobal.com	DiDi	99app.com,didimobility.co.jp	sms
digicert.com	DigiCert		totp
digid.nl	DigiD		sms,call,custom-software
digitalcombatsimulator.com	DCS World	eagle.ru	totp
digitalocean.com	DigitalOcean		sms,totp
digitalriver.com	Digital River		sms
digitalsurge.com.au	Digital Surge		totp
digitec.ch	Digitec		totp
dinahosting.com	dinahosting		totp
dinero.dk	Dinero		sms,totp,u2f
directadmin.com	DirectAdmin		totp
directnic.com	Directnic		totp,custom-hardware
directv.com	DIRECTV		
discogs.com	Discogs		totp
discord.com	Discord	discordapp.com	sms,totp,u2f
discountbank.co.il	Discount Bank		
discover.com	Discover	discovercard.com	sms,call,email
discoveryplus.com	Discovery Plus		
dish.com	DISH Network		
disk.yandex.com	Yandex.Disk		custom-software
disneyplus.com	Disney+		
displate.com	Displate		
disqus.com	Disqus		email,totp
dkb.de	Deutsche Kreditbank (DKB)		custom-software,custom-hardware
dmarcanalyzer.com	DMARC Analyzer		totp
dmarcian.com	dmarcian		totp,u2f
dmm.com	DMM		totp
dmoj.ca	DMOJ		totp
dnb.no	DNB		custom-software,custom-hardware,sms
dnsfilter.com	DNSFilter		totp
dnsimple.com	DNSimple		totp,u2f
docker.com	Docker		totp
doctolib.it	Doctolib	doctolib.de,doctolib.fr,doctolib.com	sms,email
docusign.com	Docusign	docusign.net	sms,call,email,totp
dodo.com	Dodo	dodo.com.au	sms,email
dollargeneral.com	Dollar General		sms,call
domain.com	Domain.com		
domain.com.au	Domain		sms
domaintools.com	DomainTools		
domeneshop.no	Domeneshop		sms,totp
dominionenergy.com	Dominion Energy		sms,email
dominodatalab.com	Domino Data Lab		totp
donateblood.com.au	Australian Red Cross Lifeblood		sms,email
doodle.com	Doodle		
doodrive.com	DooDrive		
doordash.com	DoorDash		
doppler.com	Doppler		email,totp,u2f
dotdigital.com	Dotdigital		sms
dotloop.com	Dotloop		call,sms,totp
dpd.de	DPD		
draftkings.com	DraftKings		sms
drchrono.com	DrChrono		custom-software,sms
dreamhost.com	Dreamhost		totp,custom-hardware
dreamstime.com	Dreamstime		
drift.com	Drift		totp
drive.google.com	Google Drive		sms,call,custom-software,totp,u2f
drop.com	Drop		
dropbox.com	Dropbox	getdropbox.com	sms,totp,u2f
drugs.com	Drugs.com		
druide.com	Druide		totp
drupal.org	Drupal.org		totp
dteenergy.com	DTE Energy		
duke-energy.com	Duke Energy		
duke.edu	Duke University		custom-software,custom-hardware
duolingo.com	Duolingo		
dutchbanglabank.com	Dutch-Bangla Bank Limited (DBBL)		
dutchbros.com	Dutch Bros		
dwolla.com	Dwolla		totp
dyn.com	Dyn		
dynadot.com	Dynadot		sms,totp,u2f
dynu.com	Dynu		totp,sms
e-hon.ne.jp	e-hon		
ea.com	Electronic Arts (Origin)	origin.com	sms,email,call,totp
earthclassmail.com	Earth Class Mail		sms,totp
easternbank.com	Eastern Bank		
easybank.at	easybank		sms,custom-software
easydmarc.com	EasyDMARC		totp
easydns.com	easyDNS		sms,email,totp
easyjet.com	easyJet		
easysendy.com	EasySendy		totp
eb.de	Evangelische Bank		custom-software,custom-hardware
ebay.com	eBay	ebay.com.au,ebay.at,ebay.be,ebay.ca,ebay.cn,ebay.fr,ebay.de,ebay.com.hk,ebay.in,ebay.ie,ebay.it,ebay.co.jp,ebay.com.my,ebay.nl,ebay.ph,ebay.pl,ebay.com.sg,ebay.es,ebay.ch,ebay.com.tw,ebay.co.uk	sms,totp,custom-software
ebgames.com.au	EB Games Australia		
eccouncil.org	EC-Council		sms,email
eclincher.com	eclincher		totp
ecobee.com	ecobee		sms,totp
ecu.edu	East Carolina University		sms,call,totp
edabit.com	Edabit		
educative.io	Educative		email
eduid.ch	SWITCH edu-ID		sms,totp
eduonix.com	Eduonix		
edwardjones.com	Edward Jones	edwardjones.ca	sms,call,email
edx.org	edX		
ee.co.uk	EE		sms
efirstbank.com	FirstBank		custom-software
egnyte.com	Egnyte		totp,custom-software,sms,call
eki-net.com	Ekinet		
elastic.co	Elastic Cloud		totp,sms
elasticemail.com	Elastic Email		sms,email
elationhealth.com	Elation Health		
elderscrollsonline.com	Elder Scrolls Online		email
element.io	Element		totp
elevenlabs.io	ElevenLabs		sms
elfster.com	Elfster		
ello.co	Ello		
elmah.io	elmah.io		totp
elster.de	Elster		custom-software,custom-hardware
elv.com	ELV Elektronik		
emailmeform.com	EmailMeForm		totp
emich.edu	Eastern Michigan University		custom-software,custom-hardware
emma.ca	Emma Life Insurance		
emp-online.com	EMP	emp-shop.pl,emp.fi,emp-shop.dk,large.be,emp-online.fr,emp-shop.cz,emp.ie,large.nl,emp-online.es,emp.de,emp-shop.no,emp.co.uk,emp.at,emp-online.it,emp-online.ch,emp-shop.se,emp-shop.sk	
emplifi.io	Emplifi		totp
eneba.com	Eneba		totp,sms
energyaustralia.com.au	Energy Australia		email
engadget.com	Engadget		
engineyard.com	Engine Yard		totp
enjin.io	Enjin	enjin.com	
enom.com	eNom		totp
ente.io	Ente		totp
entrust.net	Entrust		custom-software,custom-hardware
envato.com	Envato	placeit.net	totp
envoyer.io	Envoyer		totp
eon.de	E.ON		totp
epayslips.co.uk	Epayslips		u2f,totp
epicgames.com	Epic Games	fortnite.com,fallguys.com,rocketleague.com	sms,email,totp,custom-software
epidemicsound.com	Epidemic Sound		
epik.com	Epik		totp
eprice.it	ePRICE		
eqbank.ca	EQ Bank		sms
equifax.com	Equifax	soluciones.equifax.com.ar,equifax.com.au,consumer.equifax.ca,soluciones.equifax.cl,equifax.co.cr,equifax.ec,equifax.sv,equifax.hn,equifax.co.in,equifax.com.mx,equifax.co.nz,soluciones.equifax.com.py,equifax.pe,equifax.pt,equifax.ru,soluciones.equifax.es,equifax.co.uk,equifax.uy	
erau.edu	Embry-Riddle Aeronautical University		sms,call,u2f,custom-software
ergon.com.au	Ergon Energy		
erstebank.hr	Erste Bank [HR]		custom-software,custom-hardware
eset.com	ESET HOME		totp
espressohouse.com	Espresso House		
esri.com	Esri		totp
etana.com	Etana Custody		totp
etoro.com	eToro		sms
etrade.com	E*Trade		custom-software,custom-hardware
ets.org	ETS		sms,call
etsy.com	Etsy		sms,call,totp
eufylife.com	eufySecurity		email,sms
eukhost.com	eUKhost		totp
eurodns.com	EuroDNS		totp
eurowings.com	Eurowings		
eventbrite.com	Eventbrite		
eventim.de	EVENTIM		
eveonline.com	EVE Online		email,totp
everlane.com	Everlane		
everlaw.com	Everlaw		email,totp
evernote.com	Evernote		sms,call,totp
eversign.com	Xodo Sign	xodosign.com	
eversource.com	Eversource		
everyday.com.au	Everyday Rewards	woolworthsrewards.com.au,everydayrewards.com.au,everydayrewards.co.nz	sms,email
evgo.com	EVgo		
exact.com	Exact Online		totp
exeloncorp.com	Exelon	atlanticcityelectic.com,bge.com,comed.com,delmarva.com,peco.com,pepco.com	sms,call,email
exmo.com	Exmo		sms,totp
expensify.com	Expensify		totp
experian.co.uk	Experian Ltd	experian.com,freecreditreport.com	sms,call
expo.dev	Expo		sms,totp
expressvpn.com	ExpressVPN		email
extremenetworks.com	Extreme Networks		
f-secure.com	F-Secure		totp
f2pool.com	F2Pool		totp
facebook.com	Facebook	messenger.com	sms,totp,u2f
faceit.com	FaceIT		totp
fahren-lernen.de	Fahren Lernen		
fairphone.com	Fairphone		
fairwinds.org	Fairwinds		sms,call,email
fakturoid.cz	Fakturoid		totp
fanatical.com	Fanatical		totp
fanatics.com	Fanatics		sms,email
fandom.com	Fandom		totp
fanduel.com	FanDuel		sms,totp
fanfiction.net	FanFiction.Net		
fastcomet.com	FastComet		totp
fasthosts.co.uk	Fasthosts		totp
fastly.com	Fastly		totp
fastmail.com	Fastmail		sms,totp,custom-hardware,u2f
fastspring.com	FastSpring		
fathomhq.com	Fathom		totp,email,sms
faucetcrypto.com	Faucet Crypto		totp
faucetpay.io	FaucetPay		email,totp
fauna.com	Fauna		totp
favro.com	Favro		totp
fax.plus	Fax.Plus		totp
fedex.com	FedEx		sms,email
feedly.com	Feedly		totp
fi.google.com	Google Fi		sms,call,totp,custom-software,u2f
fiber.google.com	Google Fiber		sms,call,totp,custom-software,u2f
fidelity.com	Fidelity Investments		sms,call,totp,custom-software
figma.com	Figma		sms,totp
filen.io	Filen		totp
files.com	Files.com		sms,custom-hardware,u2f,totp
filmweb.pl	Filmweb		
finary.com	Finary		totp
findmyshift.com	Findmyshift		totp
finecobank.com	Fineco Bank		sms,custom-software
finnair.com	Finnair		sms,totp
finnkino.fi	Finnkino		
fio.cz	Fio banka		sms,custom-software
firmex.com	Firmex VDR		totp,sms,email
firstcommunity.com	First Community Credit Union		sms,call,email
firstdirect.com	first direct		custom-software,custom-hardware
firsthorizon.com	First Horizon		
firsttechfed.com	First Tech Federal Credit Union		custom-software,custom-hardware,sms,call,email,totp
fisglobal.com	FIS Global		
fit.google.com	Google Fit		sms,call,totp,custom-software,u2f
fitbit.com	Fitbit		sms
fiverr.com	Fiverr		sms,email
flatex.de	Flatex		
flaticon.com	Flaticon		
fleep.io	Fleep		
flexera.com	Flexera		sms,totp
flickr.com	Flickr		
flightaware.com	FlightAware		totp
flightradar24.com	Flightradar24		
flipboard.com	Flipboard		
flipkart.com	Flipkart		
flipsnack.com	Flipsnack		totp
floatplane.com	Floatplane		totp
flourish.studio	Flourish		totp
fly.io	Fly.io	fly-metrics.net	totp
flybreeze.com	Breeze Airways		
flybuys.com.au	Flybuys		sms
flyfrontier.com	Frontier Airlines		
flyingblue.com	Flying Blue	airfrance.com,klm.com,flyingblue.am,flyingblue.at,flyingblue.be,flyingblue.bz,flyingblue.ca,flyingblue.cn,flyingblue.co.in,flyingblue.co.nz,flyingblue.co.uk,flyingblue.co.za,flyingblue.com.au,flyingblue.com.co,flyingblue.com.mx,flyingblue.com.ph,flyingblue.com.tw,flyingblue.com.ve,flyingblue.de,flyingblue.es,flyingblue.fr,flyingblue.la,flyingblue.nl,flyingblue.pl,flyingblue.us	
flysas.com	SAS		
flyxo.com	XO		
fogbugz.com	FogBugz		totp
followmyhealth.com	FollowMyHealth		sms,email,totp
foodora.fi	Foodora [FI]		
foodora.no	Foodora [NO]		
foodora.se	Foodora [SE]		
foreflight.com	ForeFlight		
forge.laravel.com	Laravel Forge		totp
formsite.com	Formsite		totp
formspree.io	Formspree		totp
formstack.com	Formstack		sms,totp
formula1.com	Formula 1		
fortrabbit.com	fortrabbit		totp
fortuneo.fr	Fortuneo Banque		
foursquare.com	Foursquare		sms,email
fpl.com	Florida Power and Light		
fpmarkets.com	FP Markets	fpmarkets.eu	sms
fragdenstaat.de	FragDenStaat		totp,u2f
frame.io	Frame.io		totp,sms
freeagent.com	FreeAgent		totp
freedns.afraid.org	FreeDNS		
freedommobile.ca	Freedom Mobile		sms,email
freee.co.jp	freee		totp
freehostia.com	Freehostia		totp,email
freelancer.com	Freelancer		sms,email
freenet.de	Freenet		
freetaxusa.com	FreeTaxUSA		sms,call,email,totp
freetrade.io	Freetrade		
freewallet.org	Freewallet		totp
freshbooks.com	FreshBooks		email
freshworks.com	Freshworks		totp
front.com	Front	frontapp.com	totp
frontier.com	Frontier Communications		
frontify.com	Frontify		totp
ftb.ca.gov	California Franchise Tax Board		sms,call
fubo.tv	fuboTV		
fundingcircle.com	Funding Circle		
fxhome.com	FXhome		
gaijin.net	Gaijin Entertainment		sms,email,totp,custom-software
galaxus.ch	Galaxus		totp
galicia.ar	Banco Galicia		
gamebanana.com	GameBanana		totp
gamefly.com	GameFly		
gamemaker.io	GameMaker	yoyogames.com	email,totp
gamersgate.com	GamersGate		
gamesplanet.com	Gamesplanet		
gandi.net	Gandi		totp,u2f
garena.sg	Garena Online		custom-software
garmin.com	Garmin		sms,email
gate.io	Gate.io		sms,email,totp
gatech.edu	Georgia Institute of Technology		call,sms,custom-software,u2f
gatehub.net	Gatehub		totp
gauthmath.com	Gauthmath		
geforce.com	GeForce (Nvidia)	nvidia.com,login.nvgs.nvidia.com	email,totp,u2f
geico.com	Geico		sms,email
gemini.com	Gemini		sms,custom-software,u2f
georgetown.edu	Georgetown University		u2f,custom-software
georgiapower.com	Georgia Power		
geotrust.com	GeoTrust		email
gerberlife.com	Gerber Life Insurance		
getflywheel.com	Flywheel		sms,totp
getpocket.com	Pocket		totp
getresponse.com	GetResponse		sms,email,totp,custom-software
getscreen.me	Getscreen.me		email,custom-software,totp
giac.org	Global Information Assurance Certification (GIAC)		
gilt.com	Gilt		
giphy.com	GIPHY		
gitguardian.com	GitGuardian		email
github.com	GitHub		sms,totp,custom-software,u2f
gitlab.com	GitLab		email,totp,u2f
glassdoor.com	Glassdoor		totp,sms
gleam.io	Gleam		totp
gloriousgaming.com	Glorious		
glovoapp.com	Glovo		
gls-one.de	GLS-ONE		
gls.de	GLS Gemeinschaftsbank		custom-software,custom-hardware
gm.com	General Motors	chevrolet.com,buick.com,gmc.com,cadillac.com	sms,email,totp
gmo-aozora.com	GMO Aozora Net Bank		
gmu.edu	George Mason University		sms,call,custom-software,custom-hardware
gmx.com	GMX.com		totp
gmx.net	GMX.net	gmx.at	totp
go.wepay.com	WePay		sms,totp
goabode.com	Abode	goabode.co.uk,abode.mx	totp
gobrightline.com	Brightline		
gocardless.com	GoCardless		sms,totp
godaddy.com	GoDaddy		sms,totp,u2f
gofundme.com	GoFundMe		sms,call
gog.com	GOG.com		email,totp
gogetssl.com	GoGetSSL		
golem.de	Golem		
goodreads.com	Goodreads		
gopro.com	GoPro		sms
gosquared.com	GoSquared		sms,totp
gosuslugi.ru	Госуслуги (Gosuslugi)		sms,totp,custom-hardware
goteleport.com	Teleport		totp,u2f
goto.com	GoTo	logme.in,logmein.com,logmeininc.com	totp
gov.uk	GOV.UK		sms,totp
gradintel.com	Gradintelligence		email,totp
grafana.com	Grafana		
grammarly.com	Grammarly		sms,totp
greatsouthernbank.com.au	Great Southern Bank		
greengeeks.com	GreenGeeks		totp
greenhost.net	Greenhost		totp
greenmangaming.com	Green Man Gaming		email
greyhound.com	Greyhound		
groupme.com	GroupMe	group.me	sms
groupon.com	Groupon		
groups.io	Groups.io		totp
growingio.com	GrowingIO		totp
grubhub.com	Grubhub		
grupobancolombia.com	Bancolombia		
guideline.com	Guideline		totp
guilded.gg	Guilded		totp
guildwars2.com	Guild Wars 2	arena.net	email,sms,totp
gumlet.com	Gumlet		totp
gumroad.com	Gumroad		email
gumtree.com	Gumtree		
gusto.com	Gusto		sms,call,totp
gwr.com	Great Western Railway		
gwu.edu	George Washington University		sms,call,totp,custom-software
gyazo.com	Gyazo		email
hackerone.com	HackerOne		totp
hackerrank.com	HackerRank		
hackster.io	Hackster.io		
hackthebox.com	Hack The Box	hackthebox.eu	totp
halebop.se	Halebop		custom-software
halifax.co.uk	Halifax	halifax-online.co.uk	call,sms
hallon.se	Hallon		custom-software
handelsbanken.se	Handelsbanken		custom-software
hanseaticbank.de	Hanseatic Bank		sms
happyfox.com	HappyFox		totp
harvard.edu	Harvard University		sms,call,u2f,totp,custom-software,custom-hardware
hatchinvest.nz	Hatch		totp
hatena.ne.jp	Hatena		totp
hawaiianairlines.com	Hawaiian Airlines		
hbf.com.au	HBF		sms,email
hbomax.com	HBO Max	max.com	
hcaptcha.com	hCaptcha		u2f
he.net	Hurricane Electric		totp
headspace.com	Headspace		
headway.co	Headway		sms,call,email,totp,u2f
healthcare.gov	Healthcare.gov		sms,call,email
healthequity.com	HealthEquity		
heap.io	Heap		totp
heartinternet.uk	Heart Internet		
heathrow.com	Heathrow Airport		sms,totp
heimdalsecurity.com	Heimdal		totp
heise.de	Heise online		
hello.vrchat.com	VRChat		totp
hellobank.fr	Hello bank! [FR]		
hellobonsai.com	Bonsai		email,sms
hellosign.com	Dropbox Sign		sms,totp
hellostake.com	Stake	stake.com.au	totp
helpscout.com	Help Scout		sms,totp
heroku.com	Heroku		totp,custom-software,custom-hardware,u2f
hetzner.com	Hetzner		totp,custom-hardware
hevodata.com	Hevo Data		totp
hexonet.net	Hexonet		totp
hey.com	HEY		totp,u2f
hide.me	hide.me VPN		totp
hidrive.com	HiDrive (STRATO)		totp
hilton.com	Hilton		sms,email
hint.com	Hint Health		totp
hirezstudios.com	Hi-Rez Studios		email,sms
hitbtc.com	HitBTC		totp
hivehome.com	Hive		sms
hl.co.uk	Hargreaves Lansdown		sms,call
hm.com	H&M		
hmc.edu	Harvey Mudd College		sms,call,u2f,custom-hardware,custom-software
holded.com	Holded		sms
holvi.com	Holvi		custom-software
home-assistant.io	Home Assistant		totp
home.saxo	Saxo Bank	saxotrader.com,saxobank.com,bgsaxo.it	sms,custom-software
home.sophos.com	Sophos Home	my.sophos.com	totp,email,sms
homedepot.com	Home Depot		
honeybadger.io	Honeybadger		totp
honto.jp	honto		
hootsuite.com	HootSuite		totp,email
hostek.com	Hostek	hostek.co.uk	totp
hostelworld.com	Hostelworld		
hostens.com	Hostens		totp
hosteurope.de	Host Europe		sms
hostinger.com	Hostinger		totp,email
hostiso.com	Hostiso		totp
hostmonster.com	HostMonster		totp,email
hostplus.com.au	Hostplus		sms,call
hostpoint.ch	Hostpoint		totp,sms
hoststar.ch	Hoststar		
hostus.us	HostUS		totp
hostwinds.com	Hostwinds	hostwinds.co.uk,hostwinds.in,hostwinds.ng,hostwinds.cn,hostwinds.de,hostwinds.es,hostwinds.pt,hostwinds.fr,hostwinds.ru,hostwinds.nl,hostwinds.kr,hostwinds.it,hostwinds.ae	totp
hotdoc.com.au	HotDoc		email
hotjar.com	Hotjar		totp
hotstar.com	Hotstar		
hover.com	Hover.com		sms,totp
hp.com	HP		totp
hpe.com	Hewlett Packard Enterprise	hewlettpackardenterprise.com	totp,u2f,custom-software
hrblock.com	H&R Block		email,totp,sms
hsbc.ca	HSBC [CA]		
hsbc.co.uk	HSBC [UK]		custom-software,custom-hardware
hsbc.com.ar	HSBC [AR]		
hsbc.com.au	HSBC [AU]		custom-software
hsl.fi	HSL		
huaweicloud.com	Huawei Cloud		sms,email,totp
hubbl.com.au	Hubbl	binge.com.au,kayosports.com.au,flashnews.com.au,lifestyle.com.au,streamotion.com.au	
hubspot.com	HubSpot		sms,totp
huggingface.co	HuggingFace		totp
huk.de	HUK-Coburg		sms,call
huk24.de	HUK24		sms
hulu.com	Hulu		
humana.com	Humana		sms,email
humblebundle.com	Humble Bundle		sms,totp
huntington.com	Huntington National Bank		call,sms,email
huobi.com	Huobi		email,sms,totp
hushmail.com	Hushmail		sms,email,totp
hva.nl	Hogeschool van Amsterdam		call,totp
hvv.de	Hamburger Verkehrsverbund		
hyatt.com	Hyatt		
hype.it	HYPE		sms
hypixel.net	Hypixel		email,totp,u2f
hypop.com.au	Hypop		
hypovereinsbank.de	HypoVereinsbank		sms,custom-software,custom-hardware
hytale.com	Hytale	hytale.net	email,totp,u2f
icabanken.se	ICA Banken		custom-software
icbc.com.ar	ICBC [AR]		
icdsoft.com	ICDSoft		totp
icedrive.net	Icedrive		sms,totp,u2f
icicibank.com	ICICI		sms
icloud.com	Apple iCloud		sms,call,u2f,custom-software
id.atlassian.com	Atlassian Cloud		sms,totp,u2f
id.me	ID.me		sms,call,totp,u2f,custom-software
id.nintendo.net	Nintendo Network		
idrive.com	IDrive		sms,email,totp
ieee.org	IEEE		
ifttt.com	IFTTT		sms,totp
ig.com	IG		custom-software
ihg.com	IHG		
iijmio.jp	IIJmio		
iinet.net.au	iiNet	iinet.com.au	sms
ikea.com	IKEA		
imb.com.au	IMB Bank		
imdb.com	IMDb		
imgur.com	Imgur		
immobilienscout24.de	ImmobilienScout24		sms,totp
immowelt.de	Immowelt		email
imperva.com	Imperva		sms,email,totp
impots.gouv.fr	impots.gouv.fr		email
improvmx.com	ImprovMX		totp
inbox.lv	Inbox.lv		totp
indeed.com	Indeed		sms,call
independentreserve.com	Independent Reserve		totp,sms
independer.nl	Independer		email,totp
indiegala.com	IndieGala		
indiegogo.com	Indiegogo		
infinity.co	Infinity		sms
infobip.com	Infobip		sms,call
infomaniak.com	Infomaniak		sms,totp,custom-software
ing.com.au	ING [AU]		sms
ing.de	ING-DiBa [DE]		custom-software,custom-hardware
ing.it	ING Italia		custom-software,sms
ing.lu	ING [LU]		custom-hardware,custom-software
ing.pl	ING Bank Slaski [PL]		sms,u2f,custom-software
inmotionhosting.com	InMotion Hosting		totp
instabox.io	Instabox		
instagram.com	Instagram	threads.com,threads.net,ig.me	sms,totp
instant-gaming.com	Instant-Gaming		totp
instantscripts.com.au	InstantScripts		sms
instapaper.com	Instapaper		
instructure.com	Canvas		sms,totp
insurance.everyday.com.au	Everyday Insurance	insurance.woolworths.com.au	sms,email
intelli.zoolz.com	Zoolz		totp
interactivebrokers.com	Interactive Brokers	interactivebrokers.ca,interactivebrokers.co.in,interactivebrokers.co.jp,interactivebrokers.co.uk,interactivebrokers.com.au,interactivebrokers.com.hk,interactivebrokers.hu,interactivebrokers.ie,interactivebrokers.sg	sms,custom-software,custom-hardware
intercom.com	Intercom		totp
interia.pl	Interia		
internetbs.net	Internet.bs		totp
interserver.net	InterServer		totp
intesasanpaolo.com	Intesa Sanpaolo		custom-software,sms
intigriti.com	intigriti		totp
intuit.com	Intuit		sms,call,totp
investvoyager.com	Voyager		totp,sms
invictuscapital.com	Invictus Capital		sms,call,totp
invoice.2go.com	Invoice2go		email
invoiceberry.com	InvoiceBerry		
invoiced.com	Invoiced		sms,custom-software
inwx.com	INWX		totp
ioi.dk	IO Interactive		
ionos.com	IONOS		totp,custom-software
iozoom.com	IO Zoom		totp
ipage.com	iPage		
ipvanish.com	IPVanish		
irccloud.com	IRCCloud		
ironvest.com	IronVest		totp
irs.gov	US Internal Revenue Service		sms,call,u2f,custom-software
isaca.org	ISACA		
isc2.org	ISC2		sms,totp
islonline.com	ISL Online		totp,sms,email,u2f
itch.io	itch.io		totp
iterable.com	Iterable		totp
itglue.com	IT Glue		totp
itslearning.com	itslearning		totp
iubenda.com	iubenda		
ivpn.net	IVPN		totp
iwantmyname.com	iWantMyName		custom-software
jamfnow.com	Jamf Now		totp
jbhifi.com.au	JB Hi-Fi		
jep.coop	Cooperativa JEP		sms,custom-software
jetblue.com	JetBlue		sms,email
jetbrains.com	JetBrains		totp
jetstar.com	Jetstar		email
jianguoyun.com	Nutstore		sms,totp,custom-software
jitbit.com	Jitbit Helpdesk		totp
jmbullion.com	JM Bullion		
johnhancock.com	John Hancock		
johnlewis.com	John Lewis & Partners		
join-lemmy.org	Lemmy		totp
joinmastodon.org	Mastodon	mastodon.social	totp,u2f
joker.com	Joker.com		totp
jotform.com	Jotform		totp
jottacloud.com	Jottacloud		sms,totp
jovia.org	Jovia Financial		sms,call,totp
joyent.com	Joyent		totp
jp.mercari.com	Mercari [JP]		sms,call
jpc.de	jpc		
jumbo.com.ar	Jumbo [AR]		
jumpcloud.com	JumpCloud		totp,u2f
justgiving.com	JustGiving		email
justhost.com	justhost		totp,email
justwatch.com	JustWatch		
justworks.com	Justworks		sms,email,totp
kaggle.com	Kaggle		
kagi.com	Kagi		totp
kahoot.com	Kahoot!	kahoot.it	
kajabi.com	Kajabi		totp
kakao.com	Kakao		sms,custom-software
kanka.io	Kanka		totp
kanopy.com	Kanopy		
karriere.at	karriere.at		
kaspersky.com	Kaspersky		totp,sms
kayako.com	Kayako		totp
keepa.com	Keepa		
keepersecurity.com	Keeper		sms,call,totp,u2f
keepsolid.com	Passwarden		totp,email
kerboodle.com	Kerboodle		
kerio.com	Kerio Connect		
key.com	KeyBank		
keybase.io	Keybase		
keycdn.com	KeyCDN		totp
khanacademy.org	Khan Academy		
kick.com	Kick		totp
kickex.com	KickEX		totp,email
kickstarter.com	Kickstarter		sms,call,totp
kijiji.ca	Kijiji		
kik.com	Kik		
killstar.com	Killstar		
kinguin.net	Kinguin		email
kinsta.com	Kinsta		totp
kintone.com	Kintone		totp
kit.edu	Karlsruher Institut für Technologie		totp,custom-hardware
kiva.org	Kiva		
klarna.com	Klarna		
klarna.no	Klarna [NO]		custom-software
klarna.se	Klarna [SE]		custom-software
klaviyo.com	Klaviyo		totp
kleinanzeigen.de	Kleinanzeigen	ebay-kleinanzeigen.de	email
knack.com	Knack		totp
knowbe4.com	KnowBe4		totp
knownhost.com	KnownHost		totp
knowt.com	Knowt		
ko-fi.com	Ko-fi		sms,email,totp
kobo.com	Kobo		
kohls.com	Kohl's		
koho.ca	Koho		sms,call,totp
koodomobile.com	Koodo Mobile		
koofr.eu	Koofr		totp,u2f
korbit.co.kr	Korbit		totp
kraken.com	Kraken		totp,custom-hardware,u2f,email
kriptomat.io	Kriptomat		sms,totp
krystal.uk	Krystal		totp
kth.se	Kungliga Tekniska Högskolan		
kuna.io	Kuna		totp
labanquepostale.fr	La Banque Postale		
lansforsakringar.se	Länsförsäkringar		custom-software
larian.com	Larian		totp,sms
last.fm	Last.fm		
lastpass.com	LastPass		totp,custom-hardware,custom-software,u2f,sms
latam.com	LATAM Airlines		
latitudefinancial.com	Latitude Financial		
latoken.com	LATOKEN		sms,email,totp
latrobe.edu.au	La Trobe University	ltu.edu.au	totp,custom-software
launchdarkly.com	LaunchDarkly		totp
launchpad.net	Launchpad		totp,custom-hardware
lazada.com	Lazada		
lcl.fr	Le Crédit Lyonnais (LCL)		
lcn.com	LCN.com		totp
leaseweb.com	Leaseweb		sms,totp
leboncoin.fr	Leboncoin		sms,email
leetcode.com	LeetCode	leetcode.cn	
legalmail.it	Legalmail		
lego.com	LEGO		email
lendingclub.com	LendingClub		email
lenovo.com	Lenovo		email,sms,totp
letsdothis.com	Let's Do This		totp
letsgetchecked.com	LetsGetChecked		
letterboxd.com	Letterboxd	ltrbxd.com	totp
leumi.co.il	Bank Leumi		
lexoffice.de	lexoffice		totp
lgeccu.org	LGE Community Credit Union		
lhv.ee	LHV		custom-software,custom-hardware
librarything.com	LibraryThing		
lichess.org	lichess.org		totp
lidentitenumerique.laposte.fr	L'Identité Numérique (IDN)		custom-software
lidl.de	LIDL [DE]	accounts.lidl.com	sms,email
lieferando.de	Lieferando		email
life360.com	Life360		
lifesum.com	Lifesum		
liftopia.com	Liftopia		
ligabank.de	LIGA Bank		custom-software,custom-hardware
lihkg.com	LIHKG		email,totp
line.me	LINE		
line6.com	Line 6		totp
link.com	Link		
linkedin.com	LinkedIn		sms,totp,custom-software
linksyssmartwifi.com	Linksys Smart Wi-Fi		email,sms
linkt.com.au	Linkt		
linktr.ee	Linktree		sms,call,totp
linode.com	Linode		totp
lippu.fi	lippu.fi		
liquid.com	Liquid		totp
liquidweb.com	Liquid Web		totp
listrak.com	Listrak		email
litebit.eu	LiteBit		sms,totp
litmus.com	Litmus		sms,custom-software
livejournal.com	LiveJournal		
lloydsbank.com	Lloyds Bank		custom-software,call,sms
lmcu.org	Lake Michigan Credit Union		custom-software
lner.co.uk	London North Eastern Railway		
lnk.bio	Lnk.Bio		totp
lobste.rs	Lobsters		totp
localizejs.com	Localize		sms,totp
log.wien	logwien		
logicmonitor.com	LogicMonitor		call,sms,custom-software
login.gov	Login.gov		sms,call,totp,u2f,custom-hardware
login.threatsim.com	ThreatSim		sms
logitech.com	Logitech	astrogaming.com,logi.com	email,totp
lokalise.com	Lokalise		totp
lonestar.edu	Lone Star College		sms,call,totp,custom-software
looker.com	Looker		totp
loom.com	Loom		
loopia.se	Loopia		custom-software
lottiefiles.com	LottieFiles		
lowes.com	Lowes		sms
lpi.org	Linux Professional Institute (LPI)		
lucidchart.com	Lucidchart	lucid.app,lucid.co	
lufthansa.com	Lufthansa	miles-and-more.com	sms,totp
luma.com	Luma	lu.ma	totp
lunchmoney.app	Lunch Money		totp
luno.com	Luno		totp
lyft.com	Lyft		
lyyti.com	Lyyti	lyyti.fi	
m1.com	M1		totp
m365.cloud.microsoft	Microsoft 365 Copilot	login.microsoftonline.com,office.microsoft.com,microsoft365.com,office365.com,office.com,yammer.com	sms,call,email,custom-software,totp
maccabi4u.co.il	Maccabi Healthcare Services		
macquarie.com.au	Macquarie Bank		custom-software
macro.com.ar	Banco Macro		
macstadium.com	MacStadium		totp
macu.com	Mountain America Credit Union		totp,sms,email
macys.com	Macy's		
magnet.me	Magnet.me		totp
maicoin.com	MaiCoin		sms,totp
mail.163.com	NetEase Mail	126.com,yeah.net	totp,sms
mail.aol.com	Aol Mail		sms,call,totp,email,u2f
mail.com	Mail.com		totp
mail.de	mail.de		totp,u2f
mail.google.com	Gmail	gmail.com,googlemail.com	sms,call,totp,custom-software,u2f
mail.riseup.net	Riseup Mail		
mail.ru	Mail.Ru		sms,u2f
mail.sapo.pt	SAPO Mail		totp,sms,u2f
mail.tim.it	TIM Mail		
mail.yandex.com	Yandex.Mail		custom-software
mailbox.org	mailbox.org		totp,custom-hardware
mailchimp.com	MailChimp	mailchi.mp	sms,totp
mailerlite.com	MailerLite		totp
mailfence.com	Mailfence		totp
mailgun.com	Mailgun		totp
mailjet.com	Mailjet		totp
mailo.com	Mailo		totp,custom-software
make.com	Make		totp
malwarebytes.com	Malwarebytes (Personal)		email
mangadex.org	MangaDex		totp,u2f
manulife.ca	Manulife	manulife.com	
mapbox.com	Mapbox		totp
marcus.com	Marcus by Goldman Sachs		sms,email
marketo.com	Marketo Engage		
markmonitor.com	MarkMonitor		sms,custom-software,custom-hardware
marktplaats.nl	Marktplaats		sms
maropost.com	Maropost Marketing Cloud		email
marriott.com	Marriott		sms,email
masterclass.com	Masterclass		
masterconsultas.com.ar	MasterCard [AR]		
matalan.co.uk	Matalan		
mathworks.com	MathWorks		sms,email,totp
matomo.org	Matomo Cloud		totp
mattermost.com	Mattermost		totp
max.se	MAX	maxburgers.com,maxhamburger.no,max.dk,maxpremiumburgers.pl	
mbconnectline.com	MB Connect Line		sms,call,email,totp
mbna.ca	MBNA [CA]		sms,call
mbna.co.uk	MBNA [UK]		custom-software,sms,call
mcafee.com	McAfee		sms
mcdonalds.com	McDonald's	mcdonalds.jp	
mcgill.ca	McGill University		totp,custom-software,sms,call
mebank.com.au	ME Bank		
medal.tv	Medal		
mediamarkt.de	MediaMarkt (DE)		
mediatemple.net	Media Temple		
medium.com	Medium		
meet.google.com	Google Meet		sms,call,totp,custom-software,u2f
meetup.com	Meetup		
mega.io	Mega		totp
meineschufa.de	SCHUFA		sms
meister.co	Meister	meisterlabs.com,meistertask.com,mindmeister.com,meisternote.com	totp
melia.com	Melia Hotels		
meltwater.com	Meltwater		
mendeley.com	Mendeley		
mentimeter.com	Mentimeter		
meraki.cisco.com	Cisco Meraki	meraki.com	sms,totp
mercadobitcoin.com.br	Mercado Bitcoin		totp
mercadolibre.com	Mercado Libre	mercadolibre.com.bo,mercadolivre.com.br,mercadolibre.cl,mercadolibre.com.co,mercadolibre.co.cr,mercadolibre.com.do,mercadolibre.com.ec,mercadolibre.com.gt,mercadolibre.com.hn,mercadolibre.com.mx,mercadolibre.com.ni,mercadolibre.com.pa,mercadolibre.com.py,mercadolibre.com.pe,mercadolibre.com.sv,mercadolibre.com.uy,mercadolibre.com.ve,mercadolibre.com.ar	sms,totp
mercadopago.com	Mercado Pago		sms,custom-software
mercury.cash	Mercury Cash		totp
mercury.com	Mercury		totp,u2f
meridiancu.ca	Meridian Credit Union		sms,call
merrilledge.com	Merrill Edge	mymerrill.com,ml.com	sms,u2f
messagebird.com	MessageBird		sms,email
meta.com	Meta	oculus.com	sms,totp
metal.equinix.com	Equinix Metal		sms,totp
metamask.io	MetaMask		totp
metorik.com	Metorik		totp
metrobankonline.co.uk	Metro Bank (Personal)		
mexc.com	MEXC		totp
miamioh.edu	Miami University		sms,call,custom-software,u2f,custom-hardware
michaels.com	Michaels		sms,email
microworkers.com	Microworkers		totp,email
migadu.com	Migadu		totp
migros.ch	Migros		sms,totp,custom-software
mimecast.com	Mimecast		sms,email,totp
minds.com	Minds		email,totp
minecraft.net	Minecraft	mojang.com	sms,call,email,totp,custom-software
mines.edu	Colorado School of Mines		custom-software,custom-hardware,u2f
minna-no-ginko.com	Minna no Ginko		
mint.intuit.com	Mint		sms,call,totp
mintos.com	Mintos		totp
miro.com	Miro		totp
misfit.com	Misfit		
misshosting.com	Miss Hosting	misshosting.bg,misshosting.dk,misshosting.fi,misshosting.no,misshosting.se	totp
missiveapp.com	Missive App		totp
mist.com	Mist		totp
mittwald.de	Mittwald		
mixpanel.com	Mixpanel		sms
mizuhobank.co.jp	Mizuho Bank		
mlp.de	MLP		custom-software,custom-hardware,sms
mobile.everyday.com.au	Everyday Mobile	mobile.woolworths.com.au	sms,email
modrinth.com	Modrinth		totp
mojedatovaschranka.cz	Datové schránky		sms,custom-software
monarchmoney.com	Monarch Money		totp
monash.edu	Monash University	monash.edu.my	u2f,totp,custom-software
monday.com	Monday.com		totp,sms
monex.co.jp	Monex		sms,totp
moneybird.com	Moneybird	moneybird.nl	totp
moneyguidepro.com	Envestnet MoneyGuide		
moneykit.net	Sony Bank		
mongodb.com	MongoDB		totp,email,custom-software,sms,u2f
moniker.com	Moniker		email,totp
monster.com	Monster		
montclair.edu	Montclair State University		
monzo.com	Monzo		
moqups.com	Moqups		totp
mora.jp	Mora		
more.com.au	More		sms,email
morganstanley.com	Morgan Stanley		sms,call,totp,u2f
mos.ru	Mos.ru		totp,sms
msu.edu	Michigan State University		sms,call,u2f,custom-software
mtb.com	M&T Bank	mandtbank.com	sms,email,custom-software
mulesoft.com	MuleSoft		totp,custom-software,u2f
mullvad.net	Mullvad		
multcloud.com	MultCloud		sms,email
muni.cz	Masaryk University		totp,u2f
mural.co	MURAL		totp
musicmagpie.co.uk	musicMagpie		email
mxtoolbox.com	MxToolbox		sms,totp
my.cigna.com	Cigna		sms,email
my.gov.au	myGov		sms,totp
my.ny.gov	NY.gov ID		sms,call,totp,custom-software
myanimelist.net	MyAnimeList		totp
mychart.org	MyChart		sms,email,totp
mydomain.com	MyDomain		
myemma.com	Emma Email Marketing		sms,totp
myfico.com	myFICO		sms
myfitnesspal.com	myfitnesspal		
myfritz.net	MyFRITZ!Net		totp,u2f,custom-hardware
mygovid.ie	MyGovID		sms
myhealthone.com	MyHealthONE		sms,call,email
myheritage.com	MyHeritage		sms,totp
myhermes.de	Hermes [DE]		
myob.com	MYOB	myob.com.au,myob.co.nz	sms,email,totp
mypath.pa.gov	Pennsylvania Dept of Revenue myPATH		sms,email,totp
myprimobox.net	myPrimobox	myprimobox.com	totp
myquest.questdiagnostics.com	Quest Diagnostics	care360.com	
mysqa.org.uk	mySQA		
mystate.com.au	MyState Bank		
mystudylife.com	My Study Life		
mytax.illinois.gov	MyTax Illinois		email,totp
mytotalconnectcomfort.com	Total Connect Comfort		
n-able.com	N-able		totp
n26.com	N26		sms,custom-software
n8n.io	n8n	n8n.cloud	totp
nab.com.au	National Australia Bank	nabtrade.com.au	
naga.com	NAGA		totp
nairaex.com	NairaEx		totp
name.com	Name.com		totp
namebase.io	Namebase		totp
namecheap.com	Namecheap		totp,u2f
namehero.com	NameHero		totp
names.co.uk	Namesco		totp
namesilo.com	NameSilo.com		totp
nandos.co.uk	Nando's [UK]		sms,email
nandos.com.au	Nando's [AU]		sms
nasafcu.com	NASA Federal Credit Union		sms,call,email,totp
nationbuilder.com	NationBuilder		
nationwide.co.uk	Nationwide Building Society		sms,custom-hardware
natwest.com	NatWest		custom-hardware
naver.com	NAVER		custom-software
navyfederal.org	Navy Federal Credit Union		sms,email,custom-software
nb.fidelity.com	Fidelity NetBenefits		call,sms
nbc.ca	National Bank of Canada	bnc.ca	
ncsecu.org	State Employees Credit Union		sms
ncsu.edu	North Carolina State University		sms,call,custom-software,totp,u2f
nd.edu	University of Notre Dame		sms,call,custom-software,u2f,totp
ndax.io	NDAX		totp
nebula.app	Nebula		
necu.org	Northeast Credit Union		
nelnet.studentaid.gov	Nelnet		
neolo.com	Neolo		totp
neopets.com	Neopets		totp
nerdwallet.com	NerdWallet		
nest.com	Google Nest	nest.google.com	sms,call,totp,custom-software,u2f
netacad.com	Cisco Network Academy		totp,custom-software
netatmo.com	Netatmo		
netbk.co.jp	SBI Sumishin Net Bank		custom-software
netcorecloud.com	Netcore Cloud Email API	pepipost.com	email,totp
netcup.eu	netcup	netcup.de,customercontrolpanel.de	totp
neteller.com	NETELLER		sms,email,custom-software,totp
netfirms.com	Netfirms		
netflix.com	Netflix		
netim.com	Netim		totp
netlify.com	Netlify		totp
netohq.com	Maropost Commerce Cloud	neto.com.au	totp
netsuite.com	NetSuite		totp
network.mobile.rakuten.co.jp	Rakuten Mobile		
networksolutions.com	Network Solutions		sms
newegg.com	Newegg		sms,email,totp
newgrounds.com	Newgrounds		totp
newrelic.com	New Relic		
nexcess.net	Nexcess		sms,totp
nexon.com	Nexon		totp,email,sms
nexonia.com	Nexonia		
next.co.uk	Next		
nextdns.io	NextDNS		totp
nextdoor.com	Nextdoor	nextdoor.de,nextdoor.co.uk,nextdoor.nl	email,sms
nexusmods.com	Nexus Mods		totp
ngpvan.com	ActionID		sms,totp
ngrok.com	ngrok		totp
nh-hotels.com	NH Hotels		
nhsapp.service.nhs.uk	NHS App	access.login.nhs.uk	sms
niagahoster.co.id	Niagahoster		totp
nic.ru	RU-CENTER		totp,sms
nicehash.com	NiceHash		totp,custom-hardware
nicorgas.com	Nicor Gas		
nicovideo.jp	Niconico		email,totp
niftypm.com	Nifty		totp
nimbusweb.me	FuseBase	thefusebase.com	totp
nitrotype.com	Nitro Type		totp
noip.com	No-IP		totp
noke.com	Noke		
nominet.uk	Nominet		totp
nordea.fi	Nordea [FI]		custom-software,custom-hardware
nordea.se	Nordea [SE]		custom-software
nordlayer.com	NordLayer		totp,sms
nordlocker.com	NordLocker	nordaccount.com	totp,u2f
nordnet.fi	Nordnet [FI]		
nordnet.se	Nordnet [SE]		custom-software
nordpass.com	NordPass	nordaccount.com	totp,u2f
nordstellar.com	NordStellar		totp
nordstrom.com	Nordstrom	nordstrom.ca	
nordvpn.com	NordVPN	nordaccount.com	totp,u2f
noridianmedicareportal.com	Noridian Medicare		sms,email
norisbank.de	norisbank		sms,custom-software,custom-hardware
northerntool.com	Northern Tool + Equipment		
northwesternmutual.com	Northwestern Mutual		totp,call,sms
norton.com	Norton		sms,call,totp,u2f
norwegian.com	Norwegian		
nostarch.com	No Starch Press		totp
notejoy.com	Notejoy		totp
notesnook.com	Notesnook		sms,email,totp
notion.so	Notion		sms,totp
nozbe.com	Nozbe Teams		totp,sms
npmjs.com	npm		totp,u2f
ns1.com	NS1		totp
nsandi.com	NS&I		sms,call
nubank.com.br	Nubank		
nuget.org	NuGet		sms,custom-software,totp,u2f,call
nulab.com	Nulab		u2f,totp,sms
nutmeg.com	Nutmeg		totp
nyu.edu	New York University		sms,u2f,custom-software
o2.pl	o2		u2f,custom-software
o2switch.fr	o2switch		email,totp
obsidian.md	Obsidian		totp
ocado.com	Ocado		
octopus.energy	Octopus Energy	octopusenergy.de,octopusenergy.es,octopusenergy.fr,octopusenergy.it,octopusenergy.co.jp,octopusenergy.nz,octopusenergy.com	
odoo.com	Odoo		totp
odysee.com	Odysee	odysee.tv	
officedepot.com	Office Depot		
okcupid.com	OkCupid		sms
okta.com	Okta		sms,call,email,totp,custom-hardware,u2f,custom-software
okx.com	OKX		totp,sms
olb.de	Oldenburgische Landesbank		custom-software,custom-hardware
olg.ca	OLG		totp
omg.lol	omg.lol		totp
omgserv.com	OMGServ		totp
omny.info	OMNY		
oncehub.com	OnceHub		sms
one.com	One.com		totp,custom-software
onedrive.live.com	OneDrive		sms,call,email,custom-software,totp
onehub.com	Onehub		sms,totp
onelogin.com	OneLogin		custom-software,sms,totp,custom-hardware,u2f
onesignal.com	OneSignal		totp
onet.pl	Onet		totp,u2f
oneview.malwarebytes.com	Malwarebytes OneView		totp
onlinesbi.com	State Bank of India		sms,custom-software
onlydomains.com	OnlyDomains		email
onnibus.com	Onnibus	onnibus.fi	
onshape.com	Onshape		totp
onstar.com	OnStar		
onvista-bank.de	onvista bank		sms,call
open.ac.uk	Open University		
openai.com	OpenAI (ChatGPT)	chatgpt.com	totp,sms
openapply.com	OpenApply		totp
openbank.es	Openbank		sms
openclassrooms.com	OpenClassrooms		
opencollective.com	Open Collective		totp,u2f
opendns.com	OpenDNS		sms,totp
openprovider.com	Openprovider	openprovider.eu	totp
opensea.io	OpenSea		totp,sms
openshift.com	OpenShift		
opensrs.com	OpenSRS		sms,totp
openstreetmap.org	OpenStreetMap		
openweathermap.org	OpenWeather		
optimizely.com	Optimizely		totp
optumbank.com	Optum Bank		sms,email
optus.com.au	Optus		sms,email
orange.fr	Orange		
orcid.org	ORCID		totp
oregonstate.edu	Oregon State University		u2f,custom-hardware,custom-software
originenergy.com.au	Origin Energy		
osde.com.ar	OSDE		
osf.io	Open Science Framework (OSF)		totp
osu.edu	The Ohio State University		sms,totp,u2f,custom-hardware,custom-software
osu.ppy.sh	osu!		email,totp
otago.ac.nz	University of Otago		u2f,totp,call,sms,custom-software
otpbanka.hr	OTP banka		custom-hardware
otto.de	OTTO		
outbrain.com	Outbrain		email,totp
outlook.com	Outlook.com	outlook.live.com,hotmail.com	sms,call,email,custom-software,totp
ov-chipkaart.nl	OV-chipkaart		
overdrive.com	OverDrive		
overstock.com	Overstock		
ovh.com	OVH		sms,totp,u2f
ovoenergy.com	OVO Energy	ovoenergy.com.au,ovoenergy.co.uk	
ox.ac.uk	University of Oxford		totp,sms,custom-software,call
ozbargain.com.au	OzBargain		totp
pachca.com	Пачка		totp
pacificpower.net	Pacific Power		sms
packagist.org	Packagist		totp
paddle.com	Paddle		totp
pagerduty.com	Pagerduty		
pairdomains.com	pair Domains		sms,totp
pandadoc.com	PandaDoc		
pandasecurity.com	Panda Security		totp
pandora.com	Pandora		
panic.com	Panic Sync		totp
panorama9.com	Panorama9		totp
paradoxinteractive.com	Paradox Interactive		
parallels.com	Parallels		email,totp
paramountplus.com	Paramount+		
paribu.com	Paribu		sms,totp
parimatch.com	Parimatch		totp
park.io	Park.io		custom-software
parsec.app	Parsec	parsecgaming.com	totp
particle.io	Particle		totp
partnersfcu.org	Partners Federal Credit Union		
passpack.com	Passpack		totp,custom-hardware
pastebin.com	Pastebin		
patelco.org	Patelco Credit Union		sms,call,email
patient.labcorp.com	Labcorp Patient		sms,totp,custom-software
patientaccess.com	Patient Access		totp
patientsknowbest.com	Patients Know Best		totp
patreon.com	Patreon		sms,totp
paxful.com	Paxful		sms,totp
paxos.com	Paxos		totp
pay.amazon.com	Amazon Pay		sms,call,totp
pay.google.com	Google Pay		sms,call,custom-software,totp,u2f
payback.de	Payback		custom-software
paychex.com	Paychex		sms,call
paycor.com	Paycor		sms,call,email,totp
payeer.com	PAYEER		sms,email,custom-software
payfit.com	PayFit		sms,email
paykassa.pro	PayKassa		totp
payoneer.com	Payoneer		sms,call
paypal.com	PayPal	paypal-search.com	totp,u2f
paypay.ne.jp	PayPay		sms
paysafecard.com	PaysafeCard		sms,email,custom-software
paytm.com	Paytm		sms
payworks.ca	Payworks		totp
pccasegear.com	PC Case Gear		totp
pcfinancial.ca	President's Choice Financial		sms,call,email
pcloud.com	PCloud		sms,totp
pcpartpicker.com	PCPartPicker		
peacocktv.com	Peacock		
pearson.com	Pearson		
peets.com	Peet's Coffee		
penfed.org	PenFed		sms,email,totp,custom-software
penpot.app	Penpot		
pepper.com	Pepper	chollometro.com,dealabs.com,desidime.com,hotukdeals.com,mydealz.de,pelando.com.br,pepper.it,pepper.pl,pepper.ru,preisjaeger.at,promodescuentos.com	
perfect-privacy.com	Perfect Privacy VPN		
perimeter81.com	Perimeter 81		sms,totp,custom-software,u2f,call
personal.com.ar	Personal		
personalcapital.com	Personal Capital		call,email,sms,custom-software
personalsavings.americanexpress.com	American Express Savings		email,sms,call
pexels.com	Pexels		
pge.com	Pacific Gas and Electric Company		sms,call
pharmacy2u.co.uk	Pharmacy2U		sms,u2f
phemex.com	Phemex		totp
philips-hue.com	Philips Hue	account.meethue.com,auth.meethue.com	totp,email
phrase.com	Phrase	memsource.com	totp
picarto.tv	Picarto.TV		
pichincha.com	Banco Pichincha		sms,custom-software
pinata.cloud	Pinata		totp
pinboard.in	Pinboard		
pinterest.com	Pinterest		sms,custom-software
pipedream.com	Pipedream	requestbin.com	
pipedrive.com	Pipedrive		email
pirateship.com	Pirate Ship		email,totp
pivotaltracker.com	Pivotal Tracker		totp
piwik.pro	Piwik PRO		totp
pixieset.com	Pixieset		totp
pixiv.net	Pixiv		totp
pkobp.pl	PKO Bank Polski	ipko.pl	sms,u2f,custom-software
plaid.com	Plaid		totp,sms
plan.io	Planio		totp
planethoster.com	PlanetHoster		totp
planetscale.com	PlanetScale		totp
planfix.com	Planfix		totp
planningcenter.com	Planning Center		sms,totp
plastiq.com	Plastiq		sms
platform360.io	Plesk 360	my.plesk.com	totp
plausible.io	Plausible Analytics		totp
play.eslgaming.com	ESL Play		totp,u2f
play.google.com	Google Play		sms,call,totp,custom-software,u2f
playblackdesert.com	Black Desert		totp
playstation.com	Playstation Network	sonyentertainmentnetwork.com	sms,totp
pleo.io	Pleo		sms,totp
plex.tv	Plex		totp
plivo.com	Plivo		sms,call
plugshare.com	PlugShare		
pluralsight.com	Pluralsight		totp
plurk.com	Plurk		totp
plus.net	Plusnet		
plus500.com	Plus500	plus500.at,plus500.bg,plus500.co.il,plus500.co.nz,plus500.co.uk,plus500.com.au,plus500.com.hr,plus500.com.mt,plus500.cz,plus500.es,plus500.de,plus500.dk,plus500.ee,plus500.fr,plus500.fi,plus500.gr,plus500.hu,plus500.is,plus500.it,plus500.lv,plus500.lt,plus500.nl,plus500.pt,plus500.pl,plus500.ru,plus500.ro,plus500.sk,plus500.si,plus500.se	sms,call
plutus.it	Plutus		totp
pnc.com	PNC Bank		sms
pobox.com	Pobox		totp,custom-hardware
pochta.ru	Russian Post (Почта России)		sms,totp
pocketsmith.com	Pocketsmith		totp
podio.com	Podio		totp
poeditor.com	POEditor		totp
polisystems.ch	Poli Systems		totp
poloniex.com	Poloniex		totp
popmoney.com	Popmoney		
porkbun.com	Porkbun		totp,u2f
portu.cz	Portu		sms
postbank.de	Postbank		custom-software,custom-hardware
postcrossing.com	Postcrossing		
poste.it	PosteItaliane		sms,custom-software
posteo.de	Posteo		totp
postman.com	Postman		totp
postmarkapp.com	Postmarkapp		sms,totp
postmates.com	Postmates		
postnl.nl	PostNL		
postnord.com	PostNord		
postype.com	Postype		totp
povo.jp	povo		
powerreviews.com	PowerReviews		totp
powerschool.com	PowerSchool		
pozible.com	Pozible		
practicebetter.io	Practice Better		totp
practicepanther.com	PracticePanther		email
preyproject.com	Prey		totp
prezi.com	Prezi		
principal.com	Principal		sms,call,totp
printique.com	Printique		
privacy.com	Privacy		totp
privateinternetaccess.com	Private Internet Access		totp
probit.com	ProBit		sms,totp,u2f
produbanco.com.ec	ProduBanco		sms,custom-software
product.gree.net	GREE		totp
profitwell.com	ProfitWell		totp
progressive.com	Progressive		sms,email
promoter.io	Promoter.io		
prostocash.com	Prostocash		totp
protolabs.com	Protolabs		totp
proton.me	Proton	pm.me,protonmail.com,protonvpn.com	totp,u2f
providentmetals.com	Provident Metals		
prowrestlingtees.com	Pro Wrestling Tees		
prudential.com	Prudential Financial		sms
psnprofiles.com	PSNProfiles		totp
psu.edu	Pennsylvania State University		sms,call,custom-software,custom-hardware,u2f
publishers.basicattentiontoken.org	Basic Attention Token		totp,u2f
purdue.edu	Purdue University		custom-software,custom-hardware
purevpn.com	PureVPN		
purolator.com	Purolator		
purse.io	Purse		totp
pusher.com	Pusher		totp
pushover.net	Pushover		totp
put.io	put.io		totp
puter.com	Puter		totp
putler.com	Putler		totp
pythonanywhere.com	PythonAnywhere		totp
pz.gov.pl	Profil zaufany		sms,custom-software
qantas.com	Qantas		sms,email,totp
qiwi.com	Qiwi		
qlik.com	Qlik	talend.com	totp
qnap.com	QNAP		email,totp
qobuz.com	Qobuz		
qt.io	Qt		
qtrade.ca	Qtrade		sms,call
questionpro.com	QuestionPro		sms
questrade.com	Questrade		sms,call,totp,email
quickbooks.intuit.com	Quickbooks Online		sms,call,totp,email
quicken.com	Quicken		sms,call,email
quickfile.co.uk	QuickFile		totp
quidax.com	Quidax		sms,totp
quidco.com	Quidco		
quizlet.com	Quizlet		
quora.com	Quora		email
rabobank.com.au	Rabobank [AU]		custom-hardware
rabobank.nl	Rabobank [NL]		custom-hardware
rackspace.com	Rackspace		sms,totp
racq.com.au	RACQ		
racv.com.au	RACV		sms,email
railway.app	Railway		totp
raindrop.io	Raindrop		totp
raisin.com	Raisin	weltsparen.at,weltsparen.de,raisin.nl,raisin.es,raisin.fr,raisin.ie,raisin.co.uk	sms,call,totp
raizinvest.com.au	Raiz		email
rakuten.com	Rakuten	rakuten.co.jp	
ramnode.com	RamNode		totp
ramp.com	Ramp		sms,email,totp
rapidapi.com	RapidAPI		sms,totp
rapidgator.net	Rapidgator		totp
raspberrypi.com	Raspberry Pi		totp
ravelin.com	Ravelin		totp
raycast.com	Raycast		totp
raygun.com	Raygun		sms,totp
razer.com	Razer		sms,totp
rb.cz	Raiffeisen Bank [CZ]		
rbcdirectinvesting.com	RBC Direct Investing		
rbcroyalbank.com	RBC Royal Bank		sms,custom-software
rbs.co.uk	Royal Bank of Scotland		sms
rcwilley.com	RCWilley		
readme.com	ReadMe	readme.io	totp
readthedocs.org	Read the Docs		
realestate.com.au	realestate.com.au	realcommercial.com.au,property.com.au	
realme.govt.nz	RealMe		sms,totp
realvnc.com	RealVNC		totp
rebel.com	Rebel.com		totp
rebrandly.com	Rebrandly		totp
recruitee.com	Recruitee		sms,totp
recurly.com	Recurly		sms,custom-software
redbus.in	redBus		
reddit.com	Reddit		totp
redenergy.com.au	Red Energy		
redhat.com	Red Hat		totp
redis.com	Redis Enterprise Cloud	redislabs.com	totp,sms
redshelf.com	RedShelf		totp
refersion.com	Refersion		totp,sms
regions.com	Regions Bank		
register365.com	Register365		totp
registro.br	Registro.br		totp,u2f
rejoiner.com	Rejoiner		sms,totp
rememberthemilk.com	Remember The Milk		
remind.com	Remind		email
remitano.com	Remitano		totp
remitly.com	Remitly		sms,call,custom-software
remotedesktopmanager.com	Remote Desktop Manager		totp
render.com	Render		totp
repairshopr.com	Repairshopr		sms,totp
replicon.com	Replicon		totp,email
replit.com	Replit	repl.it	
report-uri.com	Report URI		totp,u2f
republic.com	Republic	republic.co,fig.co	totp
resend.com	Resend		totp
resolver.co.uk	Resolver		
rest.com.au	Rest Super		sms
restorecord.com	RestoreCord		totp
restream.io	Restream.io		totp
retroachievements.org	RetroAchievements		
rev.com	Rev		totp,email
revenuecat.com	RevenueCat		totp
revolut.com	Revolut		sms,email,custom-software
rewind.com	Rewind		totp
rge.com	Rochester Gas and Electric		
rightcapital.com	RightCapital		totp
ring.com	Ring		sms,totp
ringcentral.com	RingCentral		sms,email
riotgames.com	Riot Games	leagueoflegends.com,playvalorant.com,playruneterra.com,lolesports.com	email
ripe.net	Ripe NCC		totp
ripio.com	Ripio		totp
rippling.com	Rippling		totp
risk.lexisnexis.com	LexisNexis Risk Solutions		
river.com	River Financial		totp,sms
rivian.com	Rivian		sms,email,totp
rmit.edu.au	RMIT University		sms,totp,custom-software
robertsspaceindustries.com	Roberts Space Industries		email,totp
robinhood.com	Robinhood		sms,custom-software
roblox.com	Roblox		totp,email,u2f
roboform.com	RoboForm		sms,email,totp
roborock.com	Roborock		
rocket-league.com	Rocket League Garage		
rocketbeans.tv	Rocket Beans TV		totp
rocketmortgage.com	Rocket Mortgage		
rockstargames.com	Rockstar Games		totp
rogers.com	Rogers	shaw.ca	sms,email
roku.com	Roku		email
rollbar.com	Rollbar		totp
royalroads.ca	Royal Roads University		
rubygems.org	RubyGems.org		totp
rug.nl	University of Groningen		totp
runbox.com	Runbox		totp
runcloud.io	RunCloud		totp,sms
runescape.com	RuneScape		totp
runkeeper.com	Runkeeper		
runpanther.io	Panther		totp
runsignup.com	RunSignUp		totp
runtastic.com	Runtastic		
ryanair.com	Ryanair		
ryver.com	Ryver		
safecu.org	SAFE Credit Union		sms,call,email
sailpoint.com	SailPoint		sms,call,email,custom-software,custom-hardware
sailthru.com	Sailthru		totp
salesforce.com	Salesforce		sms,email,totp,u2f,custom-software
samsung.com	Samsung	smartthings.com	sms,totp
sandbox.game	The Sandbox		
sanebox.com	SaneBox		totp
sans.org	SANS		totp,u2f
santander.co.uk	Santander [UK]		
santander.com.ar	Santander [AR]		
santander.com.br	Santander [BR]		
santander.de	Santander [DE]		sms,custom-software
santander.pl	Santander [PL]		sms,custom-software
santander.pt	Santander [PT]		sms
sasktel.com	SaskTel		
satoshitango.com	SatoshiTango		totp
saturn.de	Saturn		
saucelabs.com	Sauce Labs		
sbishinseibank.co.jp	SBI Shinsei Bank	shinseibank.com	
scalable.capital	Scalable Capital		custom-software
scalefusion.com	Scalefusion		email,totp
scalegrid.io	ScaleGrid		totp
scaleway.com	Scaleway		totp
scalr.com	Scalr		totp
sce.com	Southern California Edison		
schibsted.com	Schibsted	adressa.no,aftenbladet.no,aftenposten.no,aftonbladet.se,bt.no,e24.no,fvn.no,godt.no,klart.se,minmote.no,omni.se,pent.no,podme.com,schibsted.dk,schibsted.fi,schibsted.no,schibsted.se,svd.se,tek.no,tronderbladet.no,tv.nu,vg.no	sms,totp
schoolsfirstfcu.org	SchoolsFirst FCU		sms,call
schoolsoft.se	SchoolSoft		
schwab.com	Charles Schwab	schwabplan.com	sms,custom-software,custom-hardware
scorptec.com.au	Scorptec		
scotiabank.com	Scotiabank [CA]		call,sms,custom-software
scotrail.co.uk	ScotRail		
scribd.com	Scribd		
scriptinghelpers.org	Scripting Helpers		totp
scryfall.com	Scryfall		totp
scu.edu	Santa Clara University		sms,custom-software,u2f,call
sdccd.edu	San Diego Community College District	sdcity.edu,sdmesa.edu,sdmiramar.edu,sdcce.edu	sms,call,custom-software,custom-hardware
sdccu.com	San Diego County Credit Union		
sdfcu.org	State Department Federal Credit Union	sdfcuib.org	sms,email,totp
sdge.com	San Diego Gas & Electric		
se.com	Schneider Electric	schneider-electric.com,schneider-electric.cn	totp
seamless.com	Seamless		
seatgeek.com	SeatGeek		sms,totp
seb.se	SEB		custom-software
section.io	section.io		sms,totp
secure.checkout.visa.com	Visa Checkout		
securesafe.com	SecureSafe		sms
securitytrails.com	SecurityTrails		totp
sefcu.com	State Employees Federal Credit Union		sms,call,email,totp
segment.com	Segment	segment.io	sms,totp
selfwealth.com.au	SelfWealth		totp
sellix.io	Sellix		email,totp
semaphoreci.com	Semaphore		totp
semrush.com	Semrush		email
sendcloud.com	Sendcloud		totp
sendgrid.com	SendGrid		sms,custom-software
sendowl.com	SendOwl		totp
sendsafely.com	SendSafely		totp,sms
senecalearning.com	Seneca Learning		
senko.digital	Senko Digital		totp
sentry.io	Sentry		sms,totp,u2f
sentry.rmu.edu	Robert Morris University		
serif.com	Affinity		email,totp
server.nitrado.net	Nitrado		totp,u2f
server.pro	Server.pro		totp
serverless.com	Serverless		
serverpilot.io	ServerPilot		totp
serverspace.io	Serverspace		totp,sms
service.nsw.gov.au	Service NSW		sms,totp,custom-software
service.vic.gov.au	Service Victoria		sms,totp
servicecu.org	Service Credit Union		
serviceportal.hamburg.de	Hamburg Serviceportal		custom-hardware
servus.ca	Servus Credit Union		totp
settle.com	Settle	settle.co	totp
seznam.cz	Seznam.cz		totp,custom-software
sezzle.com	Sezzle		sms
sffirecu.org	San Francisco Fire Credit Union		sms,call,email,totp
sfu.ca	Simon Fraser University		totp,custom-hardware
shadow.tech	Shadow		totp,u2f
shareworks.com	Shareworks	solium.com	totp
shift4shop.com	Shift4Shop		totp
shipstation.com	ShipStation		
shoeboxed.com	Shoeboxed		
shop.app	Shop		sms,email
shopback.com	ShopBack	shopback.com.au,shopback.de,shopback.com.hk,shopback.co.id,shopback.my,shopback.ph,shopback.sg,shopback.co.kr,shopback.tw,shopback.co.th,shopback.vn	
shophumm.com	Humm		
shopify.com	Shopify		sms,totp,u2f
short.io	Short.io		totp
shortcut.com	Shortcut	clubhouse.io	totp
shrimpy.io	Shrimpy		totp
shu.edu	Seton Hall University		sms,call,u2f,custom-software
shy.gg	Shy		totp
sidequestvr.com	SideQuest		email,totp
sierra.com	Sierra		
sigfig.com	SigFig		
sign.plus	Sign.Plus		totp
signal.org	Signal		sms,call
signnow.com	signNow		email
signrequest.com	SignRequest		totp,sms,call
signupgenius.com	SignUpGenius		
similarweb.com	Similarweb		email
simplelogin.io	SimpleLogin		totp,u2f
simplii.com	Simplii Financial		sms,call,custom-software
simplisafe.com	SimpliSafe		email
simplybook.me	SimplyBook		totp
simyo.nl	Simyo		
sinch.com	Sinch		sms
singlekey-id.com	SingleKey ID		email,sms
singpass.gov.sg	SingPass		sms,custom-software,custom-hardware
sipgate.de	sipgate		totp
sisense.com	Sisense Cloud Data Teams		totp
site123.com	SITE123		sms
siteground.com	SiteGround		totp
sixt.com	Sixt		
sixthcontinent.com	SixthContinent		
sj.se	SJ		sms,call
sjsu.edu	San José State University	sjsu.okta.com	custom-software,custom-hardware
skandia.se	Skandia		custom-software
skanetrafiken.se	Skånetrafiken		
sketch.com	Sketch		totp
sketchup.com	SketchUp		email,totp
skinport.com	Skinport		email,totp
skrill.com	Skrill		email,sms,custom-software
sl.se	SL		
slack.com	Slack		sms,totp
slideshare.net	Slideshare		
sling.com	Sling TV		
smarkets.com	Smarkets		totp
smartly.io	Smartly.io		totp
smartrip.wmata.com	SmarTrip		
smartsimple.com	SmartSimple		totp,custom-hardware
smartsurvey.co.uk	SmartSurvey		totp,sms
smartvault.com	SmartVault		email,sms,call
smarty.co.uk	Smarty		sms,email
smbc.co.jp	Sumitomo Mitsui Banking Corporation		
smoothcomp.com	Smoothcomp		
smspool.net	SMSPool		totp
smugmug.com	SmugMug		totp
smythstoys.com	Smyths Toys		
snapchat.com	Snapchat		sms,totp
snapdeal.com	Snapdeal		
sncf-connect.com	SNCF Connect	oui.sncf	email
socalgas.com	Southern California Gas Company		sms,totp
socketlabs.com	SocketLabs		sms,totp
sofi.com	SoFi		sms,call,email,totp
softr.io	Softr		
sogolytics.com	Sogolytics		email
solarweb.com	Solar.web		
solarwinds.com	SolarWinds	pingdom.com,papertrail.com,appoptics.com,loggly.com,solarwinds.cloud	totp
sonic.com	Sonic		sms,call,totp
sonix.ai	Sonix		totp
sosh.fr	Sosh		
soundcloud.com	SoundCloud		totp
sourceforge.net	SourceForge		totp
southwest.com	Southwest		
southwesternrailway.com	South Western Railway		
southxchange.com	SouthXchange		totp
spacehey.com	SpaceHey		totp
spaceship.com	Spaceship		totp,u2f
sparda.de	Sparda Banken		custom-software,custom-hardware
sparkasse.de	Sparkasse		sms,custom-software,custom-hardware
sparkpost.com	SparkPost		totp
spectrocoin.com	SpectroCoin		totp,sms,email
spectrum.com	Charter Spectrum		
speedrun.com	Speedrun.com		email
speedway.com	Speedway		email
splashtop.com	Splashtop		totp
split.io	Split		totp
spotify.com	Spotify		
spreedly.com	Spreedly		totp
spri.ng	Spring	teespring.com	totp
sproutsocial.com	SproutSocial		totp
square-enix-games.com	Square Enix	square-enix.com	totp,custom-software,custom-hardware
squarespace.com	Squarespace		totp,sms
squareup.com	Square	weebly.com,square.site,square.com	sms,totp
ssa.gov	US Social Security Administration		sms,email
ssl.com	SSL.com		email
ssltrust.com.au	SSLTrust		totp
stackexchange.com	Stack Exchange	stackoverflow.com,serverfault.com,superuser.com,askubuntu.com,stackapps.com,mathoverflow.net	
stackfield.com	Stackfield		totp
stackpath.com	StackPath		totp
stacksocial.com	Stack Social		
stan.com.au	Stan		
standardnotes.com	Standard Notes		totp,u2f
stanford.edu	Stanford University		sms,call,custom-software,custom-hardware,u2f
staples.com	Staples		
starbucks.co.jp	Starbucks [JP]		
starbucks.com	Starbucks		sms
starbucks.com.au	Starbucks [AU]		
stardock.com	Stardock Corporation		
starlingbank.com	Starling Bank		
starlink.com	Starlink	star.link	email,sms
starone.org	Star One Credit Union		sms,call,email
startmail.com	StartMail		totp
stash.com	Stash		sms,call,email
statefarm.com	State Farm		sms,email
status.io	Status.io		custom-hardware
statuscake.com	StatusCake		sms,totp
statuspage.io	Statuspage		sms,totp
steelseries.com	SteelSeries		
steg-electronics.ch	STEG Electronics		
stessa.com	Stessa		totp
stgeorge.com.au	St.George Bank		
stockx.com	StockX		sms
store.steampowered.com	Steam		email,custom-software
stormgain.com	StormGain		totp,sms
storyblocks.com	Storyblocks		
strato.de	STRATO	strato.fr,strato-hosting.co.uk,strato.es,strato.nl	totp
strava.com	Strava		
stripe.com	Stripe		sms,totp,u2f,custom-hardware
strongvpn.com	StrongVPN		
stubhub.com	StubHub		totp
studentaid.gov	Federal Student Aid		sms,email,totp
studioninja.co	Studio Ninja		totp
subito.it	Subito		email
subscribestar.com	SubscribeStar.com		email,totp
substack.com	Substack		totp
sucuri.net	Sucuri		totp
sugarsync.com	SugarSync		custom-software
summ.com	Summ	cryptotaxcalculator.io	totp
sumologic.com	Sumo Logic		totp
suncorp.com.au	Suncorp Insurance		
suncorpbank.com.au	Suncorp Bank		
supabase.com	Supabase		totp
superloop.com	Superloop	superloop.com.au	sms,email
surfshark.com	Surfshark		email,totp
surveymonkey.com	SurveyMonkey		
survicate.com	Survicate		totp
swedbank.se	Swedbank & Sparbankerna		custom-software
swile.co	Swile		
swinburne.edu.au	Swinburne University of Technology		sms,call,totp,custom-software
swisscom.ch	Swisscom		sms,custom-software
swisslife.ch	Swiss Life		sms
swissmedical.com.ar	Swiss Medical		
switchplus.ch	Swizzonic		sms
swtor.com	Star Wars: The Old Republic		custom-software
swyftx.com	Swyftx	swyftx.com.au	totp
sydney.edu.au	The University of Sydney		u2f,totp,custom-software
sync.com	Sync		email,totp
synchronybank.com	Synchrony Bank		sms,call
synergywholesale.com	Synergy Wholesale		sms,email,totp
synology.com	Synology		email,totp,u2f
system76.com	System76		totp,sms,call
szkb.ch	Schwyzer Kantonalbank		sms
t-mobile.com	T-Mobile		sms,totp,custom-hardware
t-online.de	T-Online		sms,totp
tab.com.au	TAB		
tableau.com	Tableau		totp,custom-software
taboola.com	Taboola		sms,email,totp
tacobell.com	Taco Bell	tacobell.ca,tacobell.co.uk,tacobell.com.au,tacobell.cl,tacobell.co.cr,tacobell.com.cy,tacobell.com.sv,tacobell.fi,tacobell.com.gt,tacobell.co.in,tacobell.co.jp,tacobell.com.kw,tacobell.co.nz,tacobell.pt,tacobellpr.com,taco-bell.ro,tacobell.es,tacobell.co.th	
taiga.io	Taiga.io		
talkdesk.com	Talkdesk		totp,u2f
talktalk.co.uk	TalkTalk		
tamu.edu	Texas A&M University		sms,call,u2f,custom-software,custom-hardware
tangerine.ca	Tangerine		sms
tangerinetelecom.com.au	Tangerine Telecom		sms
target.com	Target		sms,email
targobank.de	TARGOBANK		sms,custom-software,custom-hardware
taxact.com	Taxact		sms,email,totp
taxbit.com	TaxBit		totp
taxdome.com	TaxDome		totp
tbcbank.ge	TBC Bank		
td.com	TD Bank		sms,call,custom-software
teachable.com	Teachable		
teams.live.com	Microsoft Teams	skype.com	sms,email,custom-software,totp
teamsnap.com	Teamsnap		
teamspeak.com	TeamSpeak		
teamviewer.com	TeamViewer		totp
teamwork.com	Teamwork		totp
tebex.io	Tebex		sms,email,totp
technicpack.net	Technic		totp
techsmith.com	TechSmith	techsmith.co.jp,techsmith.de,techsmith.es,techsmith.fr	
tele2.se	Tele2		custom-software
telegram.org	Telegram		sms,call
telekom.de	Deutsche Telekom		totp,sms
telemach.hr	Telemach		
telenor.se	Telenor		custom-software
telia.se	Telia		custom-software
tello.com	Tello		totp
tellonym.me	Tellonym		
telnyx.com	Telnyx		totp
telstra.com.au	Telstra	telstra.com,bigpond.com,bigpond.com.au	sms,email,custom-software
telus.com	Telus		custom-software
telzio.com	Telzio		totp
temple.edu	Temple University		sms,call,custom-software,custom-hardware
termius.com	Termius		totp,custom-software
termly.io	Termly		
termsfeed.com	TermsFeed		
tescobank.com	Tesco Bank		
tesla.com	Tesla	teslamotors.com	totp
teslafi.com	TeslaFi		totp
test.de	Stiftung Warentest		totp
texas.gov	Texas by Texas (TxT)		sms,email
textlocal.com	Textlocal		sms,totp
textmagic.com	TextMagic		sms
tfl.gov.uk	Transport for London		sms
thalia.de	Thalia		
thebay.com	Hudson's Bay		
theiconic.com.au	The Iconic	theiconic.co.nz,theiconic.com	totp,sms
therapynotes.com	TherapyNotes		totp
theta.tv	Theta.tv		
thetrainline.com	Trainline		
theweathernetwork.com	The Weather Network		
threatconnect.com	ThreatConnect		totp
threatlocker.com	ThreatLocker		totp,custom-software
threatx.com	ThreatX		totp
three.co.uk	Three [UK]		sms
thriva.co	Thriva		
thrivecart.com	ThriveCart		totp
ti.to	Tito		totp
tiaa-cref.org	TIAA-CREF		sms,call
tiaabank.com	TIAA Bank		sms,call
tibia.com	Tibia		totp
ticketek.com.au	Ticketek	ticketek.com,ticketek.co.nz,ticketek.co.uk,ticketek.com.sg,ticketek.com.ph,ticketek.com.my	
ticketmaster.com	Ticketmaster		
ticketsource.co.uk	TicketSource	ticketsource.eu,ticketsource.us	totp
tickpick.com	TickPick		
tickspot.com	Tick		
tidal.com	TIDAL		
tiketti.fi	Tiketti		
tiktok.com	TikTok		totp,sms,email
tilaa.com	Tilaa		totp,custom-hardware
tim.it	TIM		
time4vps.com	Time4VPS		totp
timetastic.co.uk	Timetastic	timetastic.us	totp
ting.com	Ting		sms,totp
tinyurl.com	TinyURL		totp
tivo.com	TiVo		
tixel.com	Tixel		
tk.de	Techniker Krankenkasse		custom-software
tmbank.com.au	Teachers Mutual Bank	teachersmutualbank.com.au	
to-do.office.com	Microsoft To-Do	to-do.live.com	sms,call,email,custom-software,totp
todoist.com	Todoist		totp
todopago.com.ar	Todo Pago		
toggl.com	Toggl		
tokopedia.com	Tokopedia		sms,call,totp
tomorrow.io	Tomorrow.io		
toneden.io	ToneDen		
toodledo.com	Toodledo		totp
toontownrewritten.com	Toontown Rewritten		totp
topcashback.co.uk	TopCashback	topcashback.com,topcashback.cn,topcashback.jp,topcashback.de,topcashback.fr	
torguard.net	TorGuard		totp
torontomu.ca	Toronto Metropolitan University		totp,u2f
toshl.com	Toshl		totp
towerfcu.org	Tower Federal Credit Union		sms,call,totp
toya.net.pl	Toya		email,sms,totp
tp-link.com	TP-Link	tplinkcloud.com	email,totp
tpg.com.au	TPG		sms
trademe.co.nz	Trade Me		
trading212.com	Trading 212		totp
tradingview.com	TradingView		totp,sms
transifex.com	Transifex		totp
transip.nl	TransIP		totp
transperth.wa.gov.au	Transperth		sms,email,custom-software
transport.vic.gov.au	Transport Victoria	ptv.vic.gov.au,myki.com.au,mymyki.com.au	sms,totp
transunion.com	TransUnion	transunion.co.uk,transunionafrica.com,transunion.com.br,transunion.ca,transunionchile.cl,transunioncentralamerica.com,transunion.hk,transunioncibil.com,transunion.com.do,transunion.co,transunion.ph,transunion.co.za,transunion.co.tt	
travala.com	Travala		totp
travel.willer.co.jp	WILLER TRAVEL	willer-travel.com	
travelers.com	Travelers		sms,call,totp
tre.se	Tre		custom-software
treasurydirect.gov	Treasury Direct		email
trello.com	Trello		sms,totp
trendmicro.com	Trend Micro		sms,email,totp
tresorit.com	Tresorit		sms,call,email,totp
trimble.com	Trimble		sms,totp
trionworlds.com	Trion Worlds		email,custom-software
tripadvisor.com	TripAdvisor		
tripit.com	TripIt		
trovi.sk	Trovi		sms,email,totp
trovo.live	Trovo		totp,sms
troweprice.com	T. Rowe Price		totp,sms,call,email
truekey.com	True Key		email,custom-software,custom-hardware
truist.com	Truist		sms,call,email
trumf.no	Trumf	norgesgruppen.no,meny.no,spar.no	sms
trustage.com	TruStage		call,sms,email
trustpilot.com	Trustpilot (For Reviewers)		
tryhackme.com	TryHackMe		totp
tsb.co.uk	TSB Bank		sms,call
tsohost.com	tsoHost		
tsp.gov	Thrift Savings Plan		sms,email
tu-darmstadt.de	Technische Universität Darmstadt		totp,u2f,custom-hardware
tu.berlin	Technische Universität Berlin	tu-berlin.de	totp,sms
tumblr.com	Tumblr		sms,totp
tunecore.com	TuneCore	tunecore.co.uk,tunecore.ca,tunecore.com.au,tunecore.in,tunecore.de,tunecore.fr,tunecore.it	sms,call
tunnelbear.com	TunnelBear		email,totp
turbosquid.com	TurboSquid		email,sms
turbotax.intuit.com	Intuit TurboTax		sms,call,totp
turnitin.com	Turnitin		
turo.com	Turo		sms,email
tuta.com	Tuta	tutanota.com	totp,u2f
tvtime.com	TV Time		
tvtropes.org	TV Tropes		
tweakers.net	Tweakers		totp
twilio.com	Twilio		sms,call,custom-software,totp
twingate.com	Twingate		totp,u2f
twitch.tv	Twitch		sms,custom-software,totp
typeform.com	Typeform		email
typeracer.com	TypeRacer		
ub.edu	Universitat de Barcelona		sms,call,totp
ubank.com.au	UBank		
ubc.ca	University of British Columbia		u2f,custom-software,custom-hardware,sms,call
uber.com	Uber		sms,totp
ubereats.com	Uber Eats		sms,totp
ubisoft.com	Ubisoft/Uplay	ubisoftconnect.com,ubi.com	email,totp,sms
ubs.com	UBS		custom-hardware,custom-software
ubt.com	Union Bank & Trust		sms,call,totp
ucalgary.ca	University of Calgary		custom-software,totp,sms,call
ucas.com	UCAS		
ucdavis.edu	University of California, Davis		u2f,custom-software
uci.edu	University of California, Irvine		custom-hardware,custom-software
ucla.edu	University of California, Los Angeles		sms,call,u2f,custom-hardware,custom-software
uclahealth.org	UCLA Health		email,sms,totp
ucmerced.edu	University of California, Merced		sms,u2f,custom-hardware,custom-software
ucr.edu	University of California, Riverside		u2f,custom-hardware,custom-software
ucsb.edu	University of California, Santa Barbara		custom-hardware,custom-software
ucsc.edu	University of California, Santa Cruz		custom-hardware,custom-software
ucsd.edu	University of California, San Diego		u2f,custom-hardware,custom-software
ucsf.edu	University of California, San Francisco		custom-hardware,custom-software
udacity.com	Udacity		
udel.edu	University of Delaware		totp,call,sms,custom-hardware
udemy.com	Udemy		email
ufcfightpass.com	UFC Fight Pass		
ufcstore.com	UFC Store		
ui.com	Ubiquiti UniFi	ubnt.com	totp,email,custom-software
uidaho.edu	University of Idaho		sms,call,custom-software,custom-hardware,u2f
uk2.net	UK2		sms,totp
ukfast.co.uk	UKFast		sms,totp,custom-hardware
ukpostbox.com	UK Postbox		email
ukraine.com.ua	Hosting Ukraine		sms,call,totp,custom-software
ulule.com	Ulule		
umbrella.com	Cisco Umbrella		sms
umich.edu	University of Michigan		sms,call,custom-software,custom-hardware,u2f
umpquabank.com	Umpqua Bank		sms,call
unbounce.com	Unbounce		totp
unfuddle.com	Unfuddle STACK		totp
uni-marburg.de	Philipps-Universität Marburg		totp,custom-hardware
unifyfcu.com	Unify Financial Credit Union		sms,call,email
unimelb.edu.au	University of Melbourne		totp,custom-software
unionbank.co.il	Union Bank (Bank Igud) [IL]		
uniregistry.com	Uniregistry		totp
unisuper.com.au	UniSuper		sms,email
united-domains.de	united-domains.de		totp
united.com	United		email,sms,call,custom-software
uniteddomains.com	ud.com	ud.com	totp
unity.com	Unity	unity3d.com	sms,totp
universe.com	Universe		
unleashedsoftware.com	Unleashed Inventory		totp
unsplash.com	Unsplash		
unstoppabledomains.com	Unstoppable Domains		totp
unsw.edu.au	UNSW Sydney		totp,custom-software
uottawa.ca	uOttawa		custom-software,custom-hardware
up.com.au	Up	up.me	sms
upcloud.com	UpCloud		totp
updraftplus.com	UpdraftPlus		totp
upenn.edu	University of Pennsylvania		totp,custom-software,sms,call,custom-hardware
uphold.com	Uphold		totp
ups.com	UPS		email,totp
uptimerobot.com	Uptime Robot		totp
upwork.com	Upwork		sms,email,totp
uq.edu.au	The University of Queensland		u2f,totp,custom-software,custom-hardware
us.hsbc.com	HSBC [US]		
usaa.com	USAA		sms,email,custom-software
usabilla.com	Usabilla		totp
usbank.com	US Bank		sms
uscis.gov	US Citizenship and Immigration Services		sms,email,totp
usefathom.com	Fathom Analytics		totp
userway.org	UserWay		email,totp
usmobile.com	US Mobile		sms,email,totp
usps.com	US Postal Service		sms,email
uspto.gov	US Patent and Trademark Office		email,sms,call,totp
utoronto.ca	University of Toronto		custom-software,custom-hardware
uts.edu.au	University of Technology Sydney		sms,custom-software
uvic.ca	University of Victoria		custom-software,custom-hardware
uwaterloo.ca	University of Waterloo		u2f,custom-software,custom-hardware,sms,call
uwcu.org	UW Credit Union		sms,call,totp
va.gov	US Veteran Affairs		sms,call,totp,u2f,custom-software
vagaro.com	Vagaro		email
valr.com	Valr		totp,sms
vancity.com	Vancity		sms,totp,call
vanguard.com	Vanguard		sms,call,u2f,custom-hardware
vanguard.com.au	Vanguard [AU]		sms
vanguardinvestor.co.uk	Vanguard [UK]		
vapor.laravel.com	Laravel Vapor		totp
vasttrafik.se	Västtrafik		
vaultcord.com	VaultCord	novanode.win	email,totp,u2f
vcu.edu	Virginia Commonwealth University		custom-software,custom-hardware,u2f
veeam.com	Veeam		totp
veem.com	Veem		sms,totp
vend.com	Vend	bilbasen.dk,blocket.se,bytbil.com,dba.dk,finn.no,oikotie.fi,tori.fi,vend.dk,vend.fi,vend.no,vend.se	sms,totp
venmo.com	Venmo		sms
ventraip.com.au	VentraIP		sms,email,totp
veracode.com	Veracode		totp,u2f
verio.com	Verio		
verizon.com	Verizon		sms,email,custom-software
verkkokauppa.com	Verkkokauppa.com		
verpex.com	Verpex		totp
versio.nl	Versio		totp
vgen.co	VGen		totp
viabtc.com	ViaBTC		totp,sms
viadeo.com	Viadeo		
viaplay.com	Viaplay	viaplay.dk,viaplay.ee,viaplay.fi,viaplay.is,viaplay.lt,viaplay.lv,viaplay.nl,viaplay.no,viaplay.pl,viaplay.se	
viber.com	Viber		
vicroads.vic.gov.au	VicRoads		sms,totp
video.ibm.com	IBM Watson Media (Ustream)		
vimeo.com	Vimeo		totp,email
vimla.se	Vimla		custom-software
vinted.com	Vinted	vinted.at,vinted.be,vinted.cz,vinted.de,vinted.dk,vinted.es,vinted.fi,vinted.fr,vinted.gr,vinted.hr,vinted.hu,vinted.ie,vinted.it,vinted.lt,vinted.lu,vinted.nl,vinted.pl,vinted.ro,vinted.se,vinted.sk,vinted.co.uk	sms,email
virginatlantic.com	Virgin Atlantic		
virginmedia.com	Virgin Media [UK]		
virginmedia.ie	Virgin Media [IE]		
virginmoney.com	Virgin Money		custom-software,sms
virginplus.ca	Virgin Plus		sms,email
virginpulse.com	Virgin Pulse		sms,email
virustotal.com	VirusTotal		totp
visa.com.ar	Visa Argentina		
visualstudio.microsoft.com	Visual Studio Codespaces		sms,email,custom-software,totp
vitality.co.uk	Vitality		
vivaldi.com	Vivaldi	vivaldi.net	totp,u2f
vivup.co.uk	Vivup Benefits		email,totp
vk.com	VK		sms,totp
vodafone.co.nz	Vodafone [NZ]		
vodafone.co.uk	Vodafone [UK]		sms
vodafone.com.au	Vodafone [AU]		
vodafone.de	Vodafone [DE]		
vodafone.ie	Vodafone [IE]		
vodafone.it	Vodafone [IT]		
vodafone.nl	Vodafone [NL]		sms
voidu.com	Voidu		
voip.ms	VoIP.ms		email,totp
vpsserver.com	VPS Server		totp
vr.de	Volksbanken Raiffeisenbanken		custom-software,custom-hardware
vr.fi	VR		
vrbo.com	Vrbo		sms,call
vse.cz	Vysoká škola ekonomická v Praze		totp,sms,u2f,custom-software
vt.edu	Virginia Tech		sms,call,custom-software,custom-hardware
vudu.com	Vudu		
vultr.com	Vultr		totp,custom-hardware
vwfs.de	Volkswagen Financial Services		custom-software,custom-hardware
vy.no	Vy		
vystarcu.org	VyStar Credit Union		sms,call
w3schools.com	W3Schools		
wageworks.com	WageWorks		sms,email
wakatime.com	Wakatime		
walgreens.com	Walgreens		
wallapop.com	Wallapop		sms,email
walmart.ca	Walmart Canada		sms
walmart.com	Walmart		
warbyparker.com	Warby Parker		
warframe.com	Warframe		email
wargaming.net	Wargaming		totp
warnerbrosgames.com	Warner Bros. Games	wbgames.com	totp
wasabi.com	Wasabi		totp
washington.edu	University of Washington		call,custom-software,custom-hardware
watchguard.com	WatchGuard		custom-software
waterstones.com	Waterstones		
wattpad.com	Wattpad		
waveapps.com	Wave		totp
wayfair.com	Wayfair		
wazirx.com	WazirX		sms,email,totp
wealthfront.com	Wealthfront		sms,totp
wealthify.com	Wealthify		totp
wealthsimple.com	Wealthsimple	simpletax.ca	sms,totp
web.any.do	Any.do		
web.de	Web.de		totp
web.iit.edu	Illinois Institute Of Technology		
web.mit.edu	Massachusetts Institute of Technology		sms,call,custom-software,custom-hardware
webcentral.com.au	Webcentral		totp
webflow.com	Webflow		totp
webgate.ec.europa.eu	European Commission		sms,u2f,custom-software,custom-hardware
webmail.pt.lu	POST Luxembourg		sms,totp
webmd.com	WebMD		
webmoney.ru	WebMoney		
webroot.com	Webroot	identity.webrootanywhere.com,my.webrootanywhere.com	totp
weclapp.com	Weclapp		totp,u2f
wedos.com	WEDOS		totp
wefunder.com	Wefunder		sms,totp,u2f
weibo.com	Weibo		
wellfound.com	Wellfound	angel.co	sms,totp
wellsfargo.com	Wells Fargo	wf.com,wellsfargoadvisors.com	sms,call,custom-hardware,custom-software
weltsparen.de	WeltSparen		
wescom.org	Wescom Credit Union		
westernunion.com	Western Union		sms,call,custom-software
westjet.com	WestJet		
westpac.com.au	Westpac		
wetransfer.com	WeTransfer		totp
whalefin.com	WhaleFin		totp
whatsapp.com	WhatsApp		sms,call,email
whc.ca	Web Hosting Canada		totp
wheniwork.com	When I Work		sms,totp
whimsical.com	Whimsical		totp
whois.com	Whois		sms,totp
widiba.it	Widiba		
wiggle.co.uk	Wiggle	wiggle.cn,wiggle.co.nz,wiggle.com,wiggle.com.au,wiggle.es,wigglesport.de,wiggle.dk,wiggle.fr,wigglesport.it,wiggle.jp,wiggle.nl,wiggle.ru,wiggle.se	totp
wikipedia.org	Wikipedia		totp,u2f
wilobank.com	Wilobank		
win2day.at	win2day		sms
winamax.fr	Winamax	winamax.com,winamax.de	
windscribe.com	Windscribe		totp
windy.com	Windy		
wingo.ch	Wingo		
wire.com	Wire		
wirexapp.com	Wirex		totp
wisc.edu	University of Wisconsin Madison		custom-software,custom-hardware,u2f
wise.com	Wise	transferwise.com	sms,call,totp,custom-software
withings.com	Withings		sms,totp
wix.com	Wix		totp,email,sms
wizard101.com	Wizard101		
wolf.bet	Wolf.bet		totp
wolfram.com	Wolfram	wolframalpha.com,wolframcloud.com	
wolt.com	Wolt		
woltlab.com	WoltLab		totp,u2f,email
woodforest.com	Woodforest National Bank		totp,sms
woolworths.com.au	Woolworths		sms,email
wordfence.com	Wordfence Central		totp
wordpress.com	WordPress.com		sms,totp,u2f
workato.com	Workato		totp
workflowy.com	Workflowy		totp
world4you.com	World4You		totp
wp.pl	Wirtualna Polska		u2f,custom-software
wpengine.com	WP Engine		sms,totp,custom-software
wpscan.com	WPScan		
wrike.com	Wrike		totp
wwe.com	WWE Network		
wykop.pl	Wykop		totp
wyndhamhotels.com	Wyndham Hotels		
wyze.com	Wyze		sms,email,totp
x.com	X (Twitter)	twitter.com	sms,totp,u2f
xapo.com	Xapo		sms
xbox.com	Xbox Live		sms,email,custom-software,call,totp
xero.com	Xero		totp,custom-software
xfinity.com	Xfinity	comcast.com	sms,email,custom-software
xing.com	XING		sms,totp
xink.io	Xink		totp
xplenty.com	Xplenty		totp
yahoo.co.jp	Yahoo [JP]		email,sms
yahoo.com	Yahoo		sms,call,totp,u2f
yclas.com	Yclas		totp
yelp.com	Yelp		
yle.fi	Yle		
ymobile.jp	Y!mobile		
ynab.com	YNAB (You Need A Budget)	youneedabudget.com	totp
yoomoney.ru	YooMoney		sms
yorku.ca	York University		u2f,custom-software,custom-hardware,sms,call
youhodler.com	YouHodler		totp,sms
youi.com.au	Youi Insurance		sms
youinvest.co.uk	AJ Bell Youinvest		totp
youtube.com	YouTube		sms,call,totp,custom-software,u2f
zaba.hr	Zagrebačka banka		custom-software
zalando.com	Zalando		
zapier.com	Zapier		totp
zappos.com	Zappos		
zapsplat.com	Zapsplat		totp
zara.com	Zara		
zazzle.com	Zazzle		
zendesk.com	Zendesk		sms,totp
zeplin.io	Zeplin		totp
zerodha.com	Zerodha Kite		totp
zerotier.com	ZeroTier		totp,u2f
zight.com	Zight	getcloudapp.com	
zillow.com	Zillow		sms,call
zimbra.com	Zimbra		totp
zip.co	Zip		sms
zkb.ch	Zurich Cantonal Bank (ZKB)		custom-software,custom-hardware
zocdoc.com	ZocDoc		
zoho.com	Zoho		sms,custom-software,totp,u2f
zola.com	Zola		sms,email
zomato.com	Zomato		
zondaglobal.com	Zonda		email,totp
zoom.us	Zoom		sms,totp
zoopla.co.uk	Zoopla		
zooplus.com	Zooplus		
zybooks.com	zyBooks		
`;
