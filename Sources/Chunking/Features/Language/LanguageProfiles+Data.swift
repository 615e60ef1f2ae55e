// Written by Scripts/generate-language-profiles.py; do not edit.
// A digit d says that one trigram in 2 to the power of 4 + d / 2.4 is this one.

extension LanguageProfiles {
    static let latinLanguages = "cs da de en es fi fr hu id it nb nl pl pt ro sv tr vi"

    /// Each trigram, `_` where a word begins or ends, and a digit in base 36 for each language.
    static let latinData: StaticString = """
        _a_9jl8ade5ebfje9bilf _aatwuqqotsusycyrvzuy _abipehjlnlhjtuiiovnr _acjnpeeighhhnhmebnpm \
        _adehmfillhahlkghgser _afn9ujmncmonmgokczzr _akimfyuuzfezozlzvjgy _alfecccdgdebe9fddedh \
        _andb98ecjdcdchedi9ed _aredhbccgffffefadfdh _asgoocgemhjenqidfqkl _atjdmekkikbhiojfhehn \
        _augl8jjjbkjjmlhggkml _avmswinkdoui8upnl8vn _ayzzzxiznzuzyzzzvzcy _azwzzzvzzauqyzzvvzky \
        _bahjjhhigh8hgjhghhai _becc8ahemb8gf8egnfai _biihfhhkigdghcggig8d _brmclkmpmlqlbilholrn \
        _bufnmfjkoheljmkjhpaf _byehkchftiegggehlhlg _bạzzzzzzzzuzyzzzvzzd _bảzzzzzzzzuzyzzzvzz8 \
        _bộzzzzzzzzuzyzzzvzze _cafkmaagdehaiggbaklg _ceirwjizalkjutjjfpur _chdilcigcffahjgfhil6 \
        _ciolqlgrilgfummhgnoy _cobega6b7ca7bbc68cfb _culrohemnmqgoslgarsh _czzzzzzzzzuwyzezvzzy \
        _cázzzzwzzzuzyzzwvzz9 _cózzzzkzzzuzyzzhvzz9 _côzzzzzzszuzyzzzvzzd _cảzzzzzzzzuzyzzzvzze \
        _cộzzzzzzzzuzyzzzvzzd _củzzzzzzzzuzyzzzvzza _daed8fghbh7afbgcbgcg _ded66a4d5da876f567af \
        _dife6dbfdf86ebga9fcf _dobeeeeedefddb9add9d _dujcgjkockiidllkeehl _dénzzzvzbouzywzwvzzy \
        _dòzzzzzzzzuzyzzzvzzd _dùzzzzzzzzuzyzzzvzze _dạzzzzzzzzuzyzzzvzze _dẫzzzzzzzzuzyzzzvzzd \
        _dịzzzzzzzzuzyzzzvzzc _e_nlklilliiakllaikpi _eezzxqruzsusy9zsvzzy _egomtqqqsbosmprtomrp \
        _einz8ksdwuuonhrqvzoy _elqaok8lkbqgbelihako _emoolkghokhnmnmckmom _enhaee8eagghaaicmail \
        _erm9cifhjhuh9fohglkp _eskoei7gagibmmi9bnko _ettcpnmhamuoeoomkdfy _exfkiddgdghikhiccili \
        _ezzzzzzzzcuzyzzzvzxy _falkdhjlglogjmlgflgm _feneejknmcunerpkkftr _fid9gbcdaecb9hfe89le \
        _flpengnqkqnliqnlkeql _foc8e9dccadc8edbcehe _frhbgeigfhhidhiihbig _fuifjfehlhihfmjhifrl \
        _fáwzzzrzzduzyzztvzzy _fözzzzzzzvuzyzzzv9zy _füzzczzzziuzyzzzvzzy _gehebifhhhiff7iggdcn \
        _gimffjomkmjginnnlmd9 _gngdgogfgeehcdggedgc _grjcffhjggdfbdgfeehe _gözzzzzzzzuzyzzzvfcy \
        _hagfddeejabgjekioide _hehfgehfidhkd8jjheef _himohkolqeknmjologkb _hjzfzzzzzzuzezzzvezy \
        _hofmigikldjjkilhmkmc _hvzbzzzzzzuzbzywvzzy _hàzzzzzzzzuzyzzzvzze _hưzzzzzzzzuzyzzzvzzd \
        _i_ialkjkkigcajbjhboi _ieswzpszzvupuotoevxv _ifhpqdjgvjhjkuhlltjk _ikzdzzzvzzlzdzxzvviy \
        _ilvzwtuffmuayznvvzby _ina9a7aabb8888a998fa _isdjb8ednceef9edggcf _itgpxdkhtjhhmkihnrll \
        _içzzzzzzzzuzyzzzvzay _jadsnsqblodqroeorqqv _je9shvrvpgmwun9ovzzy _jihntqooqndomnrpmmrm \
        _joqgknobjjmpnlpmknol _jsfznzzzqzuuyzyzvzvy _kagdfrrducfseheqvdbv _keiledmfoe9jnglgqpin \
        _khwzxsszzzuwyzztvzz8 _kinjnoofnagsillrnmfe _kodaevwbqheucebwvacy _ktezvvyszzuzyzfvvqzy \
        _kuqhlzzcpplwmjjvvtay _käzzzzzazzuzyzzzvjzy _kézzzzzzzcuzyzzzvzzp _közzgzzzzcuzyzzzvkmy \
        _kếzzzzzzzzuzyzzzvzze _l_ihkjiihieihiigdhrg _lakgid7c8de9ddlhagmm _lekldcbe6aeadegednpl \
        _licbebcbacbbadba9cda _loeegdaedhfedggeeflh _luqtntiekzhlshdjfztf _làzzzzzzuzuwyzzzvzza \
        _läzzmzzizzuzyzzzvczy _læzdzzzzzzuzyzzzvzzy _lízzzzezzzuzyzzvvzzy _madbdbadccabcbdabbhg \
        _megafeeeea7faaidfbgj _mijgchdgibjifjhfigle _moejidegchfdhfcdchii _mujligecnkjkkokhinmn \
        _mộzzzzzzzzuzyzzzvzzc _mớzzzzzzzzuzyzzzvzze _na9hdekhkhejhb9djhlj _ne9gfdihebhcffkehjgk \
        _ngzzvyyzzzuzyzzzvzzc _nhrzztzzuzuwyzvwvzza _niindmffhgjpncaqenjl _nocfgbadbfdadfdbdegf \
        _nuieffgfhggegfgh9hii _nysezzzlphqzizzzvhzy _nàzzzzzzzzuzyzzzvzza _náezzzzzzruzywzzvzzy \
        _nãzzzzzzzzuzyzzdvzzy _näzzozzdzzuzyzzzvezy _nếzzzzzzzzuzyzzzvzzd _o_gklkcmkjjdkle9cjnj \
        _obehiiikipukgwgjffqy _ocouzlkqipumpnnki9sn _oddpcztmsouwnpczvnto _ofemn9hdofhfhbfgimgg \
        _ogw9oppzzruh9zkrvtwy _ohizkyydzzuzyzzwvzzy _olpoxnscrfeorprovo9q _omnfxrmlmoungeqmlbwr \
        _onemlbjajfgiidghhmjh _opgceeeedghed9cecmpk _orgjkcffkggghnggdhfh _oslpqsthwjusfridvqzp \
        _oukomjmicjijkmkcqppk _ovjbvkqgrpkrbeotnpzt _padhgcad8edbgde8gheh _peijhffgdk99ikiealln \
        _phruvnsunsuquwuqrvt7 _plkmkklkelupohbjvprr _po7hieadafgdkk7adgjj _pr8dcabcaceacd8badfg \
        _puigimdgghheghhnfgls _páqzzzezzouzyzzfvzzy _påzbzzzzzzuzczzzvczy _př8zzzzzzzuzyzzzvzzy \
        _qulmjhbkakiamlmalmtb _rakgmhjihlohfljhgckb _recde9adbcdcebeaafgd _riooojnfolicknoknnnl \
        _roflkhkkmkllkkeghkml _rézzzzzzcjuzyzzzvzzy _rồzzzzzzzzuzyzzzvzze _s_eikmjijiglhijkghoh \
        _saieoggcflcjfkifcfac _sckmdilkilmgnhjldnpn _seacd99bce88ahd8bcag _shgkjejhkifjiikihjmh \
        _sicd9cabbgcaeicccfdh _skfbnkuluolzbrhtq9vp _smlmsfqnsfoglssonotp _soaaeddfbcebachedace \
        _spdggekhhgfdghejdhoh _stbaccifffda9abgdahg _sugijdeccifciiiecjik _syeffeidejghfffkienh \
        _szzzzzzzzauzyzhwvzxy _süzzzzzzzzuzyzzzvzdy _săzzzzzzzzuzyzzzdzzy _sązzzzzzzzuzyzezvzzy \
        _sızzzzzzzzuzyzzzvzey _sốzzzzzzzzuzyzzzvzzb _sửzzzzzzzzuzyzzzvzze _taeeigdaedchffeegdbf \
        _teddegddddaddacbfdfg _th8ko3c8jacaerabeqe5 _tih7lffaijaf9fkhe9n9 _tobhk8ecdcdfeacdehhc \
        _triiigcicgidjkfcbiq6 _tulwtmncomfhykpqotkg _tyhllgohjmjojlfnljul _tàzzzzzzzzuzyzzzvzzd \
        _täzzwzzczzuzyzzzvzzy _tözztzzszeuzyzzzvvzy _tùzzzzzzzzuzyzzzvzze _tüzzzzzzzzuzyzzzvzfy \
        _tłzzzzzzzzuzyzfzvzzy _tạzzzzzzzzuzyzzzvzzd _tậzzzzzzzzuzyzzzvzzc _tựzzzzzzzzuzyzzzvzzc \
        _u_hknlikljhmjelkijsj _udnbzrszxvuryzptvhty _uiropntspsnwsdvrosup _umlqetsuuukstsm9otuv \
        _unhf9e9g9ib9hjhhbfih _useklbdekgecgmdcklkg _utlmmnhpcgmfbnikebup _użzzzzzzzzuzyzdzvzzy \
        _v_cikolkjkiliikliirh _vaiikdeafbjeb9kfedim _veca9hddcecd98idbb8e _vijalilfhiqfafojjand \
        _voelaoogdmuju9sgqzsy _vrpzzzzzpzuzyezzvzzv _vybzzzzzzzuzyzzzvzzy _vàzzzzzzzzuzyzzzvzza \
        _váozzzpzzeuzyzzkvzzy _výdzzzzzzzuzyzzzvzzy _vớzzzzzzzzuzyzzzvzzc _w_pknvmnmkjsjkapkjqj \
        _wajnhgmkpjfmoeflqokn _weltaiqmppumqddorstq _wgfzzzzzhzuzyzizvzzy _whfptcjgshfjjqhjlqoj \
        _wifoaaifodfdjfbilrji _wolsjjplulioncgnrtpm _wyzzzzzzzzuzyz9zvzzy _y_pqqpbmlmlomoomomsn \
        _yawzutmzzzauyzttvo9n _yeprrnqqrqmpossqvpdo _yojtxknjujjopwlmqteo _z_hkmpljljjpjjcljjqj \
        _zaczmvsvuruzyiavvzgy _zekmckolmlmmlghlmmxl _zivzjyvorvuuydnvvzqy _znezzzvrzruzyzdzvzzy \
        _zomzxssstuuqtcgtrzkt _zuzzbzzzzzuzyouzvzzy _záfzzzzzziuzyzzzvzzy _à_zzzttzasusyzzlvzzy \
        _álzzzzzzzeuzyzzzvzzy _änzzjzzzzzuzyzzzvdzy _ärzzzzzvzzuzyzzzvazy _çezzzzzzzzuzyzzzvzfy \
        _çızzzzzzzzuzyzzzvzdy _è_zzzttzzsuayzztvzzy _é_zzzrrzzquryzzbvzzy _érzzzzzzvfuzyzzzvzzy \
        _észzzznzzbuzyzzwvzzy _êtzzzzzzfzuzyzzzvzzy _înzzzzzzzzuzyzzz8zzy _önzzzzzzzquzyzzzvvdy \
        _övzzzzzzzzuzyzzzvbzy _özzzzzzzzzuzyzzzvzdy _übzzczzzzzuzyzzzvzzy _đizzzzzzzzuzyzzzvzzd \
        _đưzzzzzzzzuzyzzzvzzb _đầzzzzzzzzuzyzzzvzzc _đếzzzzzzzzuzyzzzvzze _đểzzzzzzzzuzyzzzvzze \
        _địzzzzzzzzuzyzzzvzzd _đọzzzzzzzzuzyzzzvzze _đổzzzzzzzzuzyzzzvzze _șizzzzzzzzuzyzzzazzy \
        aa_vwvqqburusuwzrvvxy aalzzzzzizzuzydzzvzzy aamzzzzymzzuzyezzvzzy aanwzzzzbzzjwybzwvzzy \
        aarzwszzozzuzyazzvzwy aatzwzzzdzvlzudzzvvnv abeojbojrvsihkioiiior abiqssghvisqfsqphesds \
        ablijhdfgghhijniljlki aceenqefkgkjjlllebnvl achiqdgmkkllomfcjoqmm aciiwxmbvmvunupikvvzt \
        acjzzzzzzzzuzywczvzzy ackijlfkhligjhijjghmh actjoqeehdilikkjegpql aczzzzzzzzuuzyzdzvzzy \
        acăzzzzzzzzuzyzzzczzy ad_eglfeipgmhgmiloepk adahpomcmrl9nnpibilgn adejhkggmnmokmlmeobhp \
        adoonttbspiuqrsi9vrtr adremnysznvusplhfjqhs adugzqyezfqqfyzseezzy af_zazqqzxsusnlyrrtqy \
        affquvmwscqoqtztwmrxp afirmuzwqomumlpoqcluy afszezwwzzzqtykzzvzzy aftomhlrotoersupnvvls \
        ageighelicjjkejjgmfmi agywzzzzzzbuzyzzzvzzy ah_mzzvuzzv8zuzywvzzy ahatuzzznzzbzyzzzvzhy \
        ai_zzzlscmidjyuzjdzxe aikzzzzzdzvgzyzzzvzzy ailgnhfgegegmkkimjgmk ainjujemchiglpzklkznp \
        aiszzztuefzuzyzzevzqy ajązzzzzzzzuzyzezvzzy ak_fpurrnqdarqjewvqas akatnxxvlzmcwyzmwvpky \
        akekijjjfuonpnejqqqin akivzzrygzomwrzfzvzfy akoeuzzzizmuzyqgzvzzy aktjifzzszfgzkjjzvhdy \
        al_cafa9edaabcbfabcfg alapurnkilf8itzjilkay alegigjfjckjbhgfiggnm algpfrrgsmpusborhvqkr \
        aliklkheeinfcldkeinkn allfebahciegcccijhdih alnzzuyzzzzlwyzewvziy alsilegnktljkfbmlrdql \
        altogfljkroqggknhjfiv alulwxemgslimtznojvzr aláqzzzyzzeuzyzzzvzzy alızzzzzzzzuzyzzzvzcy \
        am_ihjhnmoidlofifokhj amatzzufgpnbiyzqgozay ameejdceekfgdifgdhkkh amiipnlkiojgkrtdlrrns \
        ammteequohqugegzzvezt amplruhjkjmchprojorlm an_fddbd9kb3gd7gfgb9f anannoplkliliopgmmvet \
        andcbb9ddbdabb7dbeade anensqnmksnunqpckjtnv angjccfkjjk8jeeklnfic anilsmkmpllulynalrzjv \
        annqndmrgomihmfqtjjrv ansnciilhbhkmffllnfjg antlfkiehbnfgefnekehs anukfrlfjgneffslhedpr \
        anvwovzzvuzuznrzwrczv anyjtzhmjwhekntdnoskg anızzzzzzzzuzyzzzvz8y ap_nonjopomelngokooro \
        aparzthkgnzeoynnjofjv apczzzzzzzfuzyzzzvzzy applfpgqjhkkgdgmmqfsn ar_jdhhblafbjdbjbd9an \
        arafhieagdcccfgg8ec9l arcknljcmiongngjkjnpl ardgefhjigjigdcgjiefk areffgbffhfgbbdhf8agf \
        arghfihggfhfjfgggefqj arijjgheiik9ejfmihjjn arqzzzzrzmzuzyzzcvzzy artiihghkghmfikfgljfp \
        arázzzzezzpuzyzzjvzzy arăzzzzzzzzuzyzzzezzy arızzzzzzzzuzyzzzvz9y as_eocb8fcg9hlpf8melj \
        asiotnoklsscktopimzmt asjzzzzzzzzuzczzzvzzy assjlegnggjmfljngrmnq astejkijcjkomjgelggnn \
        asupzzsrszscoyzjwizzy aszzzzzzzzcuzyzizvzvy asızzzzzzzzuzyzzzvzay at_ccfaibfdahecfidfii \
        atahemglhlgacdlghmdfn ateegaciefgkeedhgagkh atieacafbbbdacbgeeahc atoifklflkhiaemihfevn \
        attnjhgpgjjmcijmondnn atăzzzzzzzzuzyzzzdzzy atızzzzzzzzuzyzzzvzey au_wqpxwzescsupzqcvze \
        aufzzbzzzozuzyzyzvzzy ausmwajpehpunrwoortrs autgmikkgdkjknmhggmmm av_tksyyzzzuw9zzwvazy \
        avamspjrejmumouplmnpn avefisgkldlqhkhnilqqr avnpezzzzzzuzfzzzvzzy avszezzzzzzuzczzzvdvy \
        awizzzmzzzzuwyzdlvzzy ay_iqpfihojnilpklmskb ayavzzznqpzosyzwzvzey ayızzzzzzzzuzyzzzvzdy \
        az_izwzpvzauwyujljzgy aziwzzzyzzvubywrmvzvy azwzzzzzzzzuzyzezvzzy azăzzzzzzzzuzyzzz8zzy \
        azızzzzzzzzuzyzzzvzey açãzzzzzzzzuzyzzcvzzy ać_zzzzzzzzuzyzczvzzy ağlzzzzzzzzuzyzzzvzey \
        ațizzzzzzzzuzyzzzazzy baclnmkkkolelllklilsl bahzzzzzzzzczyzzzvzsy banwzptozrddrytxqvzly \
        barnlhrkzlrbmhlmlmhoy bağzzzzzzzzuzyzzzvzfy başzzzzzzzzuzyzzzvzfy bb_wzzrrzzeuruzxqvtzy \
        be_gndbggqgjglwihvvmj befnpekspxlnqruqoqozq beiqzdmwrxouqupsvvzzy belnkjiqmtlgklinkjkan \
        bentlauozzflsylypvzny berkkbfiioi8gkjijfknl besregntrnmhtl9tzvkty bezfzhzpzzvuzywhzvzzy \
        bijrzzzzzzzqzyduzvzzy bilmngghqijjelpohdkaq birttxzmqwslzpzvtos9p blehggcdgdhghhliihkoi \
        bliidhogihhiidhfhedmy bo_dzzzqzzzutyzmwvzzy borbtzpkvssqlptmorfpv breqmmmdsfnujkirirlsr \
        brutcozzzqzuwbczsrvzy bt_zrezyzzvuzusywvtzy bu_mzzzzzuzuzyznwvzby buazzzzzzzzdzyzzzvzzy \
        bucvzfwpzzzuwyztzvzzy by_crtckgwkgjmufjnvkk bạnzzzzzzzzuzyzzzvzzd bảnzzzzzzzzuzyzzzvzz9 \
        ca_vwzrezwsgfyzhedvgv cadqzzzezwzusyzzerzxy calhmjdhhhiifkljfgllk canioneiiojjikpjijooj \
        capkondklmfigmlljknuo carnstkdqflfctrpdbssr cathhkejgfhheggiiegng cciwzzvczwzulyzzwvzzy \
        ce_bijcfgcgfdgiffbiff cengeimehgffhgfdffejn cerliwoizfvqmympndmty cesfjqbdhejhdkihfbkmk \
        cetnwzzlzdskmuzznvvzy ch_amadjgmijjkj9jkal9 chaglhdggcgggihfgjiki cheli9gembjoakflikmmi \
        chikofidmaomdqellfqth chniueszzzzuryzlwvtzy chognpnisjlqolkgormqa chrmseptskvuwtepvvvut \
        chszzezzzzzuwyzuzvzzy chtpzbzwzzzuzydzzvzzy chuqzovqvzzuzymrzvzzd chyfzzpzzxzuuyznvvzzy \
        chỉzzzzzzzzuzyzzzvzzd chọzzzzzzzzuzyzzzvzzd ci_gzzvzzjzqfyzdwhzhy cianpzienmhugrmhdlmrt \
        cieqnznksjuqquoeponzv ciotzzzcszoulyziefzzy citjnzmnqlqulyoqndnzy ciózzzz9zzduzyzzzvzzy \
        cjazzzzzzzzuzyzezvzzy cjezzzzzzzvuzyzfzvzzy cjizzzzzzzzuzyzczvzzy ckejlgemklkjljjnikdnj \
        co_nzwxfsuuueyrjfvzxy collomhhlgnjfmnkfgnpk comgkmebfahfbhfh9bkmh confjjc8gahf9hehackig \
        copkollfhgikggijjehjg corhflhehfghfefjgfeke countvjrnfooppppprqun criijlggnflofnonefpsm \
        csozzzzzzzduzyzzzvzzy ct_knmekjlmmknklkkpll ctejzveeigilimmjefzvm ctiimodhgciihkhklglqk \
        ctoklqhdjokgijlkmdmwj cu_zzzyzzzzutyzmzbzmy cuazzzzfzzzjzyzztvzzy culqzzmcsjsqpyzvdizoy \
        cumnrxjglgkmfpfogezpp curjnnghjhkihkklfdoql czazzzzzzzzuzyzdzvzzy czezzzzzzzzuwyzczvzzy \
        cznzzzzzzzzuzyzdzvzzy czyzzzzzzzzuzyzdzvzzy cáczzzzzzzzuzyzzzvzza cí_ezzzzzzzuzyzzzvzzy \
        có_zzzzuzzvuzyzzzvzz9 cônzzzzzzzzuzyzzzvzzd că_zzzzzzzzuzyzzzazzy cộnzzzzzzzzuzyzzzvzze \
        củazzzzzzzzuzyzzzvzza da_jpmqamzpabyzhahcby daazzzzzjzzozydzzvzzy dactzqyzzxuuzyzkzczzy \
        dadnuqzezzsnuywyevpry dafzzqzzzzzezywzzvzzy dakzzzzzmzzczyszzvzgy dallrwvwuzgafqumzvqnq \
        danigirlubvaprfdpvhcm dargffjhlikbgdwhlgchn dastzbtfvzuozyzsevhzy datfdafhgggifbdgjfdjf \
        de_d9de5h5fefb6j57bai defhmkeegmhgekligjnik dellfkkbfljoafhnkhgmm dempleqnhlsnpnqnhvnrv \
        deng98idfgfbf89jho9cr deri97egihjggdajhhcfj desjfdeejakjfhkmceeil detlaejjizmmjbmpkkcpq \
        dezwzozuzujuuybyzlzzy değzzzzzzzzuzyzzzvzcy di_tlsywosmf7mtzzvvhq dicnqsjelpmkgnnoiipzm \
        diezl6zmzvvupldzzvzzy difljqihjgkghjlmgdjlj digshiokpxjjmeeshvftp dinhjlfmiplhjkdmmdoko \
        dirhilffgijbghjjdcich disigngeiflfdjpkdfggl ditmlmiominhmjdnoljmn dizwzqvzzzzuiyzzqvzey \
        diğzzzzzzzzuzyzzzvzfy dlehjrkvqvoqmkeqsvvxy dnoewzzzzzzuzyzjzrzzy do_fktkamrhqclhc7okwc \
        dokfegzzfzfgzezfzvduy dommqllmroqumopfqvqqp doozzzyzzzzuzydzzvzzy dorlsougvspuwqstfolpq \
        dosizltdbrhunusgbmn9y dowjrqlpsqqqnutenvzrv dranpvmsunqqrqiokvexs dreeeliqqipupelhlglhp \
        ds_imoemknmumnlllqkqm dskwdzzzzzzuzozzzvrzy dt_vjizzzvvutnexvvztv du_gcuyupcrlwdrjwnenq \
        ducnpxndqfqunsmstdqoq duçzzzzzzzzuzyzzfvzzy dy_hqtnsorpquorfrqptp dzizzzzzzzzuzyzdzvzzy \
        défzzzzzzdzuzyzzzvzzy díttzzzzzzduzyzzzvzzy dònzzzzzzzzuzyzzzvzzd dùnzzzzzzzzuzyzzzvzze \
        dırzzzzzzzzuzyzzzvzcy dạnzzzzzzzzuzyzzzvzze dẫnzzzzzzzzuzyzzzvzzd dịczzzzzzzzuzyzzzvzzc \
        ea_rwzocmzsulyzwo9zzy eadilmdghnjjikljjkmqi eazzzzzzzzzuuyzzz9zzy ebapzqzozzzdzysqzvzvy \
        ebetrbzizzoizyovnvzny ebodrssssxzuupqvvvhvp ebrtrqppvxvuttcwlvzzy ebukrjppmupejqomtjqvp \
        ec_juonoseooosrnlvqtp ecemwzifnwplhoofhkteo echfngmivklupmiiolmql ecightfehughekhhdghij \
        eckonmkroqkoploprvdsj ectglkccffiffihhhcnmi ecujnpieknlflmkmgfowk ed_baj6dbicdcahcdfcfe \
        edehdfkeipmqfeflkjoet edikhljgokjiimgnjfhfp ednegzzzzzuuzyzgzvzzy edolwpwsbvzuptqqpvvzy \
        eenmshhnbvmunt8lmqnto eerwuknonzzuzybzwvzzy efekjejgkokgojkligjqk efijiifgjsimeikjgjhoj \
        eg_snszyzzfusklutnnxy egeqldjpprjusmaqqhnqo egnzezzzzznuedzzzvzzy egoswqonzzqqjyrbmvsrv \
        egunnlpgrvpndsllflrzv egyznzzzzzbuzozzzvzzy eh_zzzqpzzzezyzzwvzzy ehlszczzzzzuzyzzzvzxy \
        ei_wzcyydtqugyztngzzy eiczzbzzzzzuzyzzzvzzy eidzzlywlzvuzubzzvzzy eiezzezzzzzuzmzzwvzzy \
        eigvzdqupsqqwukrrvzzy eilzzdszmopuzdlzzvzzy einno7kokmpunphrnvvry eiszzewwgzzusyqrivzzy \
        eitpzblshzourykqevzoy ej_jszzszzzuwyzawvlvy ejlrczzzzznuzyzzzvzzy ejslszzzzzzuzyzfzvzzy \
        ek_foukosubkimlgsrjbs ekezqrzzkzguzoczzvnny ekizzzyzfzouzysnzvzey eklewuzzzzzuzyutzvzcy \
        ekszezwzizqgzefhzvply ektmijzzpzqezmrizvlgy el_gffe7kdchbibkdedgj eldpugitozlurfdrrvslq \
        elejhhiggoakgfejfaodl elihflmjfojlhjcjngnam elkmzvzzszluzyemzvzxy elliacjidffhbagnijafk \
        elmpzszzesfuzywypvsjy elpkhjikhjiipcfkligvg elsmakntrkiqrafqoriuv eltzhjqqjteuohnsrvkot \
        eluwtszzkmzcwytlwnzzy elymwzjskzdqpqzosvzur előzzzzzzzeuzyzzzvzzy em_dfcemkqchgihdajghg \
        emalpmkfhkmchnjkenoor emelhihincgohihiigkdp emiotuqofiqhiysnkntds emmzlxzzeoouztmzzvvxy \
        empolkiehfnkfnlngikrn en_d63c87baei62eij69h enahlijgijmdlkknhmdrn encgkngdifgfgilffijoj \
        endibafhigedfaejglhgm enehedjdficedbfhkefam engpilljmkh8jhlrovsnq enittokikknnmumapvqcy \
        ennrcdzzfmkuwarizvbzy enshdekfefgegddigfbjo entbbba8a8bb8bbc89big eníczzzszzfuzyzzzvzzy \
        ențzzzzzzzzuzyzzzezzy eo_wwwsezzuusyzypvzxe epepstkmopnepojpnlqsp er_c357bd6ac848dab79f \
        eragfgfdffgceffdef8lk erdzqcsjzqvlsjcmjvtey ereg8bdehldebabic9gdh erilgihfhlidchgmfdg8k \
        erjvzzzzvzhdzyzzzvszy erkznivuewobpggwzvkny erlolgmmrqlhoogonnmep ermiigfejfjgfhehefjik \
        ernhedejkgjjghkjfmhpn erokmpjcgkmlfljigflul erse99ddcbebd8aceb9ie ertjhbkigeickebjikjom \
        erujqerspoufzyolqgzzy erwptdltpusmstggvozrt erzgzezrzphusylkzvzzy es_caa87b5abeabd8edhd \
        esarzmyivuvelyzpkkqmy escjnffekkkifkdidgmul eseilafigogkeiilijlmn esimpojgfzkfhizmmlzcm \
        eskkeoyymxuozhwovvlkv esplqmgcnfqoirmodfvrs essgiebjdbgfahhfdkhkj estfhff9cajhah9bb9hij \
        eszzzvzzzzeuzyzkzvzzy et_d7cbkc9bgh97fgh9ji etefhhhhgofjjehkhkhll etinfnominfdklotljkdv \
        etlwzxnwzzmuwuzfqvzky etrgpjmcmnjultrkgroxt ettochcqbcanb8hnnqbnp etzzzczzzzzuzyizzvzzy \
        eurtuwmmhbmqnujymrvxy eutiggwjgeghtefkmhfkf eveifnfkimejhfblfkjlk extglghhjgjikjhkfegni \
        eyazzzzzzzzuzyzzzvzdy ez_izzzkzcduzyzekvzhy ezejuisyvwduwsbpnftxs ezőzzzzzzzduzyzzzvzzy \
        eçezzzzzzzzuzyzzzvzby eğizzzzzzzzuzyzzzvzay eślzzzzzzzzuzyzdzvzzy eșizzzzzzzzuzyzzzezzy \
        eștzzzzzzzzuzyzzzezzy ețizzzzzzzzuzyzzzezzy falqodslqrqqpoqtnvlpo fehzzcxwzzpuzyzzzvzzy \
        feizzmzzzzzuzdwzlvzzy fejwdzzzzzguzyzrzvzzy felwkkuzzzcuziwywjfzy ffinlpmqlcollkqqpmnzn \
        fickjuicm8pmdrknddqop fiejsxfmihkmlkqknekok fild9jcgeifcb9ifgf9ne finjigfejfiueflkfjfot \
        fișzzzzzzzzuzyzzz9zzy fo_jggohgjhgkegghgfle follrfeolrknnormmhqnn forc8d9dddacc8hcbddig \
        foukinlhjhiingeknihlh fraqelnnugqqkhspoonqv fritfxxvrwquugwywvcuv fslzezzzzzzuzylzzvzzy \
        ftazztzzzzzezyzzzvnly ftwjiksjjkjimhelkghih fájzzzzzzzduzyzzzvzzy förzzzzzzzzuzyzzzv9zy \
        fürzzczzzzzuzyzzzvzzy ga_zwxuizzpgfrwkkqevy gabpucvuzzvksyuuzvzsy gantiltozzzaoijnrilxn \
        garrilngriilngirjidqr ge_hddelhcigjddjkgfjh gebzzczzvzsuzyczzvzzy geezzozzzzzuzydzzvzzy \
        gegzzdzzzzuuwyezzvzzy gelwehxunzrmzobzwvrfy genhaakfhighfbbhkf9gn gerndgjlnkmoifjogmgfl \
        gesngdgnnhimkkdnorikp getegkkomhlokfhhnlfmn gevzuzyzzzzuzyczzvzzy ggiwzsrtuwuofszuzvzzy \
        gguzzzzzzzzdzyzzzvzzy ginlojjejlljenfkeknpo givnczkrmzmkpozopmizn giúzzzzzzzzuzyzzzvzze \
        giấzzzzzzzzuzyzzzvzzc gkazzzzzzzsdzyzzzvzzy glirrfkprqvueuwsrvgqs gn_qezjtuzknjezsrrvzv \
        gnaglnhlnhnueklnovjss gnepkojsudsunlzvlvzvt gnugdgogfgeehcdghedgc go_vuwsiztzooyubhvtxy \
        graecfegjgggebgefeemn grolnjgmmiminlejlloql gruveixmzzzhmeklkhehf gt_vgdzzzxvuwejzzvdzv \
        guivzzshvozufywwiqzzs guntwkyfmqvcsywrjvzny gy_szzwzzz9uwyzzwvzzv gyazzzzzzzfuzyzzzvzzy \
        gyezzzzzzzduzyzzzvzzy günzzzzzzzsuzyzzzvzey ha_qsvpiuzcoirwnevmhr hanhfeelhjjaiidkkljik \
        harhjmdjhgghgiljhkiij haslrtgkkrdgopzmivqqr hatgqlblirdkimwjkqtgn havlezholzoqngzomvzrt \
        haywwzzjvzuqzuwzzrvxc he_ald5dagbd9fibcgzfe helhghhighdfkeejkgfqf henhmbekgnjgkiwkkovqk \
        heozwzyzvxzuzyzyzvzpe hergjeceicjjikkjjlvfl hetruxoskndokf9uokerr hi_wzzvvsuqnjyzzwrzsc \
        hieosjmysavqjtgrprqzy hisgqqbkgsinkouijmvio hivsrnqdnlqqlunsvlvzv hiêzzzzzzzzuzyzzzvzzc \
        hiểzzzzzzzzuzyzzzvzzc hiệzzzzzzzzuzyzzzvzzc hjezqzzzdzzuzezzzvzzy hjäzzzzzszzuzyzzzvezy \
        hl_tzezzzzzuzyzzwvzzy hlehzezzzzzuzyzzzvzuy ho_drqnjqpnnrppqirpra hodfzprzuovuzuomwvzzy \
        hogzzzzzzufuzywzzvzzy hozizzzzzzfuzyzzzvzzy hoázzzzzzzzuzyzzzvzzd hoặzzzzzzzzuzyzzzvzzc \
        hremzehussrqlufutrzzv ht_jrcjhikinigejjihkg hvizczzzzzzuzczzzvzzy hybfzzzzzzzuzyzozvzzy \
        hànzzzzzzzzuzyzzzvzzd hápwzzzzzzzuzyzzzvzze hépzzzzzzzzuzyzzzvzzb hì_zzzzzzzzuzyzzzvzze \
        hônzzzzzzzzuzyzzzvzz9 hư_zzzzzzzzuzyzzzvzzc hướzzzzzzzzuzyzzzvzzd hỉ_zzzzzzzzuzyzzzvzzd \
        hị_zzzzzzzzuzyzzzvzzd họnzzzzzzzzuzyzzzvzzd ia_ohvkeeoifephacegsm ibtvzfzzzzzuuyzzvvzvy \
        ic_ggiehghgfhfhhklgll icaimpecihjicjjhbdlnj icefeigfhgffffefgdeik ichgn8fek9ljglgfmkmok \
        icijrzlenioqhuslfctjv iczzzzzzzzzuzyzezvzxy icăzzzzzzzzuzyzzzdzzy id_ifkfiiggfjfemjhdjh \
        idaszzpcjszcnyzndvczy ideiekfiggjhhbfjhjkim iditqtqpsvvqspdvjrnht idoqzzzfzwzuoyzpfvmxy \
        ie_jk6nlkckjjj87ibjnj iedjsjhnbzkhklofnrzll iejzzxzvvzzuzyzdzvzzy ienmoencfeoqepfdjozvv \
        ierphajfq9sqlhhcoahur iesiqbemijmhkkgillqmk ietropvohnpomndeolnzn ieșzzzzzzzzuzyzzzezzy \
        if_hupdkgijfjkzhllvil ifigilfeidjhdjjkedjlk ig_oegstspguoeiqpvfqn igarhorlvmmligwrmhesy \
        igesedsourruogdwmvmqq ignefiegjbhgggijhfgpi igtpiftyvvzupymzwveuy ii_lrqmmirqujuqhmbzsv \
        iinzzuzzezsuzyzzzqzxy ij_wzzzzzzzuzyduzvvzy ijdzzzzzzzzuzyezzvzzy ijejzzzzzzpuzyezzvzzy \
        ijkzzzzzzzzuzydzzvzzy ijnzzzzzzzzuzyezzvzzy ik_poqzzvzfezngfzvnev ikalmnuyfzk9rmudrvioy \
        ikkzczzzfzsqzdrzzvzny ikupzzzzmzijzyzezvzzy iközzzzzozfuzyzzzvzzy il_g7ikhgeffa8lkkhbim \
        ilalrtiihnoejkwnkhqro iledcebgdhecadhff9d9e ilgzhzzzzzzuzjzzzvzey ilihligfjcmeemkmgclam \
        ilkzlzzzpzzdzfznzvlky illhfndhdeguidijlo8ml ilmtwxzzfzzuqszzrvzey ilsidikihhggocfjkheie \
        im_mleppjongwllkjklgl imbzzzzluzkhjyzzkezzy imehimfgdhfdfgijgcikh imilujigfinmjpsmkdvgt \
        impinkhgnilhhknmgeonp in_ei99e8fceahagfeg89 inaiiggbfgifdiggbehnj incihmffhheigghjfghih \
        indjbdfhifefficjhfgcm inegj9egbgeffifhgejci inffeeiffgfefdfdfecke ingc9d8dcjccca9eef8if \
        inhtzknuztvutylzerzzm iniknhffigjbcoldecm9n injzdzyzsxzuzdzzzvqzy innkwkopizuqscmhvrers \
        intfhgcfdfcddghgdbdkg invkinjjhjijghekjihuh io_pmjqderuucshndgqws ionb998aa7bc7ccccd8fb \
        iquzuuomrcuuuruwmrtzq ir_mnolflemfpjlngjn7n irdszbpzvzzuuyzzwvzey irehkmefgbjcfijkeblji \
        irisuvsvorvfkyzuzotcy irjzzzzzezzuzyzzzvzzy irtoppoqnpqlopwoqoscp is_c9g7ecdbae99dbfjgf \
        isaqrsmpmgmhjowhkrdjn iscptflkvsrugshsgrsns isenjhkobdnkmfrpnqmis isiqqlmlekpgknrorqpfs \
        iskifomvnzunpetknvdkv ispltjkhjiplepumghvqp isteeaec9dhedfjebbdbk it_debciddfefjchidlii \
        itanprfieoflctwpegjos itegkciiefigijgjhdjjl ithgqpbkgndfejriintji itiklidghfkmfmjkfgljl \
        itolrprjqtrufqtnemquq ittpofjrcgnuihtqqrdnv iténzzzzzfzuzyzzzvzzy ităzzzzzzzzuzyzzzezzy \
        iunzzzzzzzzujyzzwazzy iv_jdluzuwzuzdzvzkdpy ivehbjdjgfihfgjjgeemj iviqrijndlmqhqtrnfpoy \
        ivotzzzcpvruhyzzbvzzy izaqzznevxuusuzpgfzuv izivzkxzzzsndyzyqrzcy izzzwzzzzxsueyzzzrzzy \
        içizzzzzzzzuzyzzzvzby iênzzzzzzzzuzyzzzvzzb ió_zzzzozzfuzyzzzvzzy iónwzzz8zzzuzyzzzvzzy \
        iúpzzzzzzzzuzyzzzvzze ię_zzzzzzzzuzyzdzvzzy iğizzzzzzzzuzyzzzvzdy işlzzzzzzzzuzyzzzvzey \
        ișezzzzzzzzuzyzzzczzy ișizzzzzzzzuzyzzzbzzy ițizzzzzzzzuzyzzzdzzy iấyzzzzzzzzuzyzzzvzzc \
        iếtzzzzzzzzuzyzzzvzzc iềuzzzzzzzzuzyzzzvzzd iểnzzzzzzzzuzyzzzvzzc iệnzzzzzzzzuzyzzzvzze \
        iệtzzzzzzzzuzyzzzvzze iệuzzzzzzzzuzyzzzvzzc ja_tswwmazcosntehomzy jakdzzzzlzuqzyzezvzzy \
        janztvysfvsewstprvlsy je_8iuqkjvguzhfazvfty jelttzzzfzdnzcizzozzy jempqzzjszzdzszpzvzzy \
        jerzfzzszzzuzezzzvkzy jesmjzzmhzfuzjnbpvzky jeśzzzzzzzzuzyzezvzzy ji_nzzzzzzzuzyzbzvzzy \
        jikzzzzzzzzdzyzzzvzzy jl_zezzzzzguzykzzvzzy jn_zzzzzzzzuzyezzvzzy joiwrvuueqpuwoquvvowp \
        jonzzzzwjvmozazowvzvy josvsszneuuqzqoxokqvm jsofznzzzqmuuyzyzvzzy jälzzzzzjzzuzyzzzvezy \
        ją_zzzzzzzzuzyzezvzzy jączzzzzzzzuzyzdzvzzy ka_guxrsfzobrrzdnvbky kaizzzzzezmlzyzzzvzzy \
        kalrdkzzizjhzfqjzveiy kanqdfzzhzu6uehlvvfny kapwwvyyrzeiuprwvvfmy karrzoszpvfiztpozvidy \
        kaszuzyymzsazpzozvkry kazezzzzzzzuzyzjzvzwy ke_jaiikiqidnafjnonnl keizzezzjzsuzyzzzvzzy \
        kelziuqtkxhdpkfuzvmpt kenlhfonhnjjphanojdej kerjfmfphnglkegphqgnp ketnkheslpfgnmivjvlgy \
        kezzzzzzzxeuzyzzzvzqy khiwzzzzzzzgwyzzwvzzd khoztzuuzzkuzyzzzvzze khôzzzzzzzzuzyzzzvzza \
        ki_wszyzfzhjztzewvscy kiekwkpzfnuuzyudzvzwy kirzzxzzezzhzyzzzvziy kkewbwyzgzluzcgzzvzzy \
        kkizzzzzfzzuzytzzvzzy kladolzzzzzutnpkwvlep kleklnzwuwzuwnimzvzby ko_ezzzzgrzuzyzfzvzty \
        komfdgzzgznkzghfzvdfy kondfhzzgzjiwgtfzvegy korpgnxzjzeuzhilzvemy kowzzzzzzzzuzyzezvzzy \
        kriocmzzqzunzcqzzvbuy ksezkvzzdtzhzntszvzly ksivkqyydxunzftrwqtkt kstzftzznzznuefhvvkzq \
        ktaznrzzqzzmzmzuzvley kteekmzzvzfjzmkszvkey ktooroyzzvsezpzkvvqxy któzzzzzzzquzyzfzvzzy \
        ktızzzzzzzzuzyzzzvzfy ku_fzzyzkzzhzyzcwvzwy kudezzzzzzzuzyzzzvzxy kuizzzzzfzzuzyzzzvzzy \
        kulvtvzzpzouzyzxzvqay kumgegzzfzfezezfzvdoy ky_czwvuzuzmzusytvzzv käyzzzzzczzuzyzzzvzzy \
        kääzzzzzezzuzyzzzvzzy ké_fzzzzztsuzyzzzvzzy kézzzzzzzzfuzyzzzvzzy kówzzzzzzzzuzyzezvzzy \
        könzzgzzvzduzyzzzvzzy külzzzzzzzeuzyzzzvzxy kếtzzzzzzzzuzyzzzvzze la_hzxn7d8kh8mqcdaefy \
        laddgmwivupuwyrzgvpoy lagrgnhqqlqnmelomvdrt lahzzzzzzzuazuzzwvzzy lamrwotkzumcoywppvvcy \
        lanlhkihjilflhfjjof8p larmopihllolgntkhjk7q lashljkcghgjjkmljklll latgjidijjbmdfekhiikg \
        lautzivwesvosyzyvizzy ld_jgjenkpjmljemlqlpm ldesegmmqxlupdjrqvoiy le_bcbad97db7bcdd7had \
        lecqsrlgplmuqyneimzio ledefoholpmmomgnnqlop leerskukgqrqtqduwvqtq legrsiljrxfuhjlpoerzt \
        lehtzvzzvzhdzyzzzvzxy leizzgzwjruuzyetgnzzy lemjglhiifkujlljjkmdq lengfcjigjcjhedkjjfbm \
        lerk8eipphoql9ipnv98p leshiedeg8ghgdighklnh letigkccglckdhilfgfhn lezqzzztzgfunyipzrzzy \
        lg_zgrzzzzzuzdrzzvzzy lgizzzzzzzzuzyzzzvzey lgtzllzzzzzuzerzzvzzy li_fwzxyjwjhbuwdrqpdy \
        licddcedffeeeddcdbcin lidousjeqrsulsqqgrqks ligzclnlqdpqockulhcrv lijzzzzwszzuzyczzvzzy \
        likhnrlslzjergtbrvjdn limmurjimjomjprnjdvlt linecfcgcidcdbbecbggf lirzzzxtzluqtlzzzvz9y \
        liskifgjbbedifihfeffo lizptkmfntpqgptmgdstp liệzzzzzzzzuzyzzzvzzc lkaqzzzzmzqdztoopvksy \
        ll_eifbheideechhhf9jf llathplhdniubgwtvveav llem9chkccfme9bokv9gp llirjjgwdqsuhnlsqvriv \
        llokordkjmhnghumlqmmn llsnwdksuvuusewsrvexv lltzzezyzxzuznzyzvkzy lmarptzoeshlropsrnocn \
        lmetutzhnzfuiszzgvsfy lo_hwxscqtzudyzubrzsy lochkhehifjgfjkjfdini lornpnmgnfrlgmpkhcltl \
        losmznnbdxqmryuniivnv lowjsudnjqljkorikrtnm lp_kfktkhjiioefklidxg ls_ffbfgfggfje9ghgeje \
        lseraqtsqtqqtaqsvrjmp lsizlszvzzzungzzzvezy lt_jfdglinggkekkniekk lteojeljpkmqjklohfkuy \
        ltovtvynszeumtzzsvtrt luavzzvtmtvdzyzywozwy lubwzzzzzzzqzyzdzvzzy luelwzemfmlumtznmvvzr \
        luizzzznvlzjryizidzzy lutqeooqlkpuqdrrqrdzs ly_eppbkfpghijphjlppj lyezzzzzzpeuzyzzzvzsy \
        là_zzzzzzrzukyzzzvzza lásszzzwzzeuzyzzwvzzy lä_zzzzzezzuzyzzzvzzy läszzlzzzzzuzyzzzvezy \
        læszezzzzzzuzyzzzvzzy léptzzzzzxfuzyzzzvzzy línvzzzezzzuzyzzsvzzy lı_zzzzzzzzuzyzzzvzdy \
        lırzzzzzzzzuzyzzzvzey ma_mspndhskddsjhajfcy maaztzzzgzvuzuezzvvzv macgkkjhjljijihciijli \
        mahzzzzzlzzdzyzzzvzzy maihuhjhehehkutjedgpv maklhjkkkvpkqmiitvsdp mallhieihiflfiljimhfm \
        mangchfdebibccdhccbfi masmmkkhflnblfrofondq mathdefgeehfdfifggckj mayltzgekxnonpwmprzfn \
        me_fefcfdbfcbfhgedhdf medpcpjinxrqlcwpohciq megtrvvtzxbupywqtvzty mekswzzznzvuzyznzvzfy \
        memksrgmqnqeltzolqsjv mencbbdaaab7aaacabbii merndgjfdjjhfegigjfmm meskmneliejhgkokgnpek \
        metgijjkhikqigcjilkip mezjzztszzfusyzzzvzhy mi_gtztthpmhfstervses miezzjzimkruzytezvzzy \
        minigigcgfcffghhdfhfk mispnrjhcjllooonmlmnn mitkpcigijkljnpmgepmn mlezoxzzvzvuzuuzzvzey \
        mmajenilfdjhigejnlcpk mmeocelthdrukcgrqrgur mo_mzzweuuzugyzmdvzzy modjiihgjfjeghhjgcjik \
        możzzzzzzzzuzyzdzvzzy mpimrpmlhosdgsrnlotzv mplhlkfejejhijljfcjmk mu_fquvvvzsuuoqhzvonr \
        muezwzzfzzvuzuwzzvvzv muttsqstjrouttsvvorft muuzzzzzezzuzyzzzvzzy mä_zzzzzdzzuzyzzzvzzy \
        määzzzzzezzuzyzzzvzzy měnfzzzzzzzuzyzzzvzzy mộtzzzzzzzzuzyzzzvzzc mớizzzzzzzzuzyzzzvzze \
        na_azuwaepmfayi9bhaey naazzzzzkzzlzybzzvzzy nakfwxzzuzfezyqezvqiy nalfigeejfjgchjfehimk \
        namfkedigkhchigiijeih naripqmirqlmjonkkldjl navoezuuzqzuufwxrvrzy naztzzzuzziulyzezvzzy \
        nceglofjiejgjjkjifkfi ncinzzndsmionyzreivny ncszzzzwzqeuzyzyzvzzy nd_de99gdfeeedbefceif \
        ndafdfigifhbfbdgjfaag ndema9ghjcejfd9kgkcbp ndijkhgeiejdeffmggffm ndllhmkwsxvunkestvlzy \
        ndomfpmerophdhhncvfpq ndrzeszozilqnewqkvesy ndsljqjpmriuspennrlzp ne_eaaeee9ef8afafbjch \
        neasrwqeunuqlttvtctzt nebczzzurzsuzqzvwvzmy nedkkwemjvmllkhnjvkkq nejiuzzszzzuzyzdzvzzy \
        nekizzppszfusyzqsvzdy nelkomfrjlkodnjrgrpis nemimituppdhpuqsnvtmt nenhianjcmsnmhduhmhjs \
        nerhdejfhghfgbghoeehm neslkjkcjfggihpmknolm netkgjhngneuiflllvjjp neğzzzzzzzzuzyzzzvzdy \
        nfofdehffgfefcfdgedke ng_dca8gdjd8ecaefgbi3 ngatugumvzzahozrmqdzl ngekaagojjggkbdmmkamm \
        nggzzzzzzzzdzyzzzvzzy ngitenpovvuluktrrijky ngkzzzzzzzzdzyzzzvzzy ngspgfitlsqmlifokvgvo \
        nh_rzztzzuzuwyzvwvzz9 nhawzlutowzuwyozevszk ni_nuzwnnkfcbyujvhzby niazzzlluzquqyzavizsy \
        nicimekfninoinpgfenom niewujrpqjousuc7qfpuv niklqtzzmzmmzstczvpsy ninldqhgjwfuningoo9cm \
        njezdzvwzxzuzdzzzvqzy nliqijnpjrjqnehrskjjp nmawwpvwszvuwymzwvnfy nn_wtbzsqwputihtzvsut \
        nnawwmsqklmulyrlwvbsy nnencgluffmuk9gjskjpq nnözzwzzezzuzyzzzvzzy no_eijibijji9jifcgjni \
        nomtziufpdukgoqyfvmty nonjlpjnjhkicklmokkpj norhgiihihjgieiigfgjj nosfqroinqhqjqpkhvnsr \
        noteolciekhigkoiiknkk noveszzsszzusyuzkvzzy ns_hficjg9imhfdigndhl nseidimhhhhfhfhijjfjn \
        nt_egfbhe8cffedfhbekf ntafdffdcfjdecdfcfdfm ntefdcdafdhf9eeg9ccki ntijhhggffjjcffmhlgjn \
        ntogzrjcfuijeprmclvxo ntrigifckfmgghgjc9fmm ntulnruorujaortlqjmzy nu_edgogffeeicdfhacdc \
        nuarfukflwoefftqgfdqr numlghfifiihfgghicgik nvokilnlkgijqhelmjhzh nväzzzzzszzuzyzzzvczy \
        ny_dozhnjudllktbnoplg nyazwzzzzxobzyzzzvmly nyczzzzzzzzuzyzdvvnzy nyezezzzzzgkzlzzzvvzy \
        nyvzzzzzzzduzyzzzvzzy nàyzzzzzzzzuzyzzzvzzb ná_dzzzzzzvuzywzvvzzy nálizzztzzduzyzzwvzzy \
        nãozzzzzzzzuzyzzdvzzy näyzzzzzezzuzyzzzvzzy né_czzzzzkqusyzzzvzzy ní_9zzzwzzzuzyzzzvzzy \
        ný_fzzzzzzzuzyzzzvzzy nă_zzzzzzzzuzyzzzezzy ną_zzzzzzzzuzyzfzvzzy ně_dzzzzzzzuzyzzzvzzy \
        nı_zzzzzzzzuzyzzzvzcy nılzzzzzzzzuzyzzzvzdy nımzzzzzzzzuzyzzzvzey nınzzzzzzzzuzyzzzvzdy \
        nırzzzzzzzzuzyzzzvzfy nțizzzzzzzzuzyzzzezzy nếuzzzzzzzzuzyzzzvzzd oarwzxstszsuzozvwczzt \
        oatwzzxyzzzuwyzwwezzv ocehlzegkhmogojijllup ochnukrtsmsqqsmqzvazp ockjmkeljkkilkllijhnk \
        ocunsxmflgomgpfpgeznp odalzrvlkmuulyrekllvy odehicgjigighhhjegjoj oerzlzzyzzzuurdzzvzzy \
        of_epr9idofhghbghktgg oftjhjmjjkgilgelkggih og_oanprsnmuranlmviqy ogreeffhmhhkgegfhjfos \
        ogytzzzzzzfuwyzzwvzzy ohjzzzzzdzzuzyzzzvzzy oirzzttzzdzuwyzzzvzxy oiszuzuzdhzuwuwykrvty \
        oitzzzzzchzuzyozwvzzy ok_noqopssdgsognqongp okucegnyfzfgzdufzvdit olapttpjnjljhuumivvbv \
        oleipmlmckndhtheiosvr ollkieepeoonghgllrelo olojjolfnjogehjjgfosl olukmolkknnonpmkknido \
        om_hajfmifjglafjbo9ol omaloijkikljgsrjffolv omeiukhkenmocriiejrqo ommiehhlhbjgkffjlkeoj \
        omojuxxfvuskptugevtrv ompfihhehdjifiiffehpj omuouzzrqzzqmtulmltft on_b998978ac98bced9fa \
        onajolhgilklfnnfeknim ondmsligmemueqdpghrlp oneggefcfnjf9gdfhigkj ongnotkmkjnjoomolnoqd \
        oniqokojjinobnphrjmso onnojsnwkdpujirovvvsr onoowuolkriqbutkmvvxv onshfhcfgbhmegrifgfjm \
        ontffieehbfededhbfeki onynwwpzvupuzuzdwrtzv oonzsxuzgzzuwrdzwvrzr oorwuwstqxvuuy9xrvvuy \
        op_omplqrploptbpqrpst opczzzvfzzmuzyzdjvzzy ophzezxzzlzuzytzqvzzy oppspopvkruukdgvtvkzt \
        optipegkfekkkndjlotql opțzzzzzzzzuzyzzzdzzy or_b9h89clbcf9ae9acff ordkiihfjkdhjibljigpk \
        orefdheffgfeecegeddid oriighhfegkdefklhcfkk ormeddedgdedcdgddddik orthdgfhhdfgeceiedchf \
        orueqtyzvxzuwyzmzhzhy oryfnrfmjnliilnhlkopk os_nnkk7dmeqkmmk7kltm ostcikie9ljkelmcfhhml \
        osyvzzxzlzzuzyzxzvz9y ot_glkdjchehijhiihgkj otofsjkmjnonjurnivsky ottssvsthrfuhpirvvnvr \
        ou_btzlpkcllophmcitno oubbtxltqqnupstumvszs ouniilejhjhikghjjhgkg ouriqjiolallmpqmlnqmo \
        ousmwuiqncnuptwonrzzv outhklgkhejhiiejhnkli ouvvzzzzzezuzyzzovzzy ouždzzzzzzzuzyzzzvzzy \
        ovadzxtygzzujyzylvqzy oveiapfljokhhbdlikqnm ováczzzzzzjuzyzzvvzzy ovéezzzzzzzuzyzzzvzzy \
        ověezzzzzzzuzyzzzvzzy owazwzuvszvuzyzbzrvzv owensmgqnuoqnqndmvqql owiozogsnzoqpuzdpvznv \
        owyzzzzzzzzuzyzezvzzy oátzzzzzzzzuzyzzzvzzd ośczzzzzzzzuzyzezvzzy ożnzzzzzzzzuzyzfzvzzy \
        oặczzzzzzzzuzyzzzvzzc packoqeikikjilmjhjonl padiszpqsuseurmjfvgxr paniqqqmnopepopqtomqo \
        pargiifag9fidhhh8fhfj paslnjklqcnmlmhijqlps patlnmikmnmejmhkklmlm pcitzzwezzmuwyzzivzoy \
        pcjzzzzzzzzuzyzdzvzzy pcszzzyzzzfuzyzzwvzzy pe_igkgkjgjflfjkjdkoj pecgirfeinhlfkihegkok \
        penkjlillildjlfmicmqr periggdegdh99giiegikl peuzzzzzsfzuzyzzzvzzy phaterosuorloguxtvzpy \
        phiqwrpuqlrnpywtrvvxc pházzzzzzzzuzyzzzvzzc phézzzzzzmzuzyzzzvzzb pilmqpmlmnpclurolqtzv \
        pisftstukzzlwuwdsvzzy pliinmhjmjlhijhbjekmn pluwqssrnfsuqyrrrizpy podewvzmzzzuwyzbevzzy \
        poinsshwfjonksulnozzs pokdrzzzzzpuzqzmzvqzy polituktmovimyzepvvqy poniorjfnehofnoifgnlr \
        porggkgbkfghffmibfflg posfikgdggikdkkgdjgkk poucwztzzbsutuwyvvvzv povdzzzzzzzutyzzzvzzy \
        powvsuqyuwpuzrudwvrwm preghieegeigcgffedhmj prihihgfgfiifhkjfcjni pro9dcbcedehcdecdfegk \
        przzzzzzzzzuzyzazvzzy práezzzuzzzuzyzzwvzzy prézzzzzzfzuzyzzqvzzy ptihqdfkfejkkmdjkoqnk \
        puezzzzeuxzuzyzzzvzzy págzzzzezzzuzyzzfvzzy på_zczzzzzzuzdzzzvczy přebzzzzzzzuzyzzzvzzy \
        přiezzzzzzzuzyzzzvzzy příczzzzzzzuzyzzzvzzy pțizzzzzzzzuzyzzzczzy quarwnluuhsqftutervxe \
        queksjfal9mubnpmarrqn quilomjfmdmojnlmbonrm quyzzzzzzzzuzyzzzvzzd ra_lero8sgffdhqf8f9hb \
        racgpkeeifilhljfehqll radnipocnelnfgmocebmp rafqnmstzrquknkoilnfv raksrozznzfgzphkzvnby \
        ramdeffgjegkfegefjfkq ranhgihfheechffeggdgc ratifjekihkfcfmjkejrl rchlrfjdmhqoitglmrvom \
        rd_ifbhlihiggdblkidoj rdeqkbkfnlllpjbolvhfo rdiqimlqnoqqljntojret rdízzzzzzzduzyzzzvzzy \
        re_d9d9bd8cd88cdc7bee reaglmdehmikekljialoj recgkgecghiefifiebjhf rediepehkjhkhimjigfjm \
        reglhkjhpmpojjcjgilot reiwzdtoqqpuqygshlzuy rekmikzzmzhdziklzvkfy rellinillmkuggonjdlin \
        reniecfhheefgfcigehii rerteivpzgzuldpvqvfoy rescehcagafgdgfdadigk retjbmfjkihkiemjekjjn \
        reuigkrjhgghzegkmhfkf ri_rnwvujplabgutkcebv rialkijgjilifljleijqp rijzzzzzzzzuzydzzvvzy \
        rilszzhsnvvnlyzysczdy riniejejdkgdfehjiffbg riooriicskvugrhnbgvrv risqgkotjgncgfrtlifmp \
        ritjfkfidfjihjmlghgjm rivmdqhoempqhdrqkdbqs rjevzzzrhzhdzyzzzvfzy rkaqoqszlzuazszszvmpy \
        rlevsqvtzvrustwwwohdy rmagddfegejddddddddek rmetlmjirgmqjpmtnlpey rmijjjgejgjhgjjifgkml \
        rnejekenllkoiiljfoniq ro_cmnickjlmdlmlcllvl rocfkrefghgognjhilkpn rogfefghmhhkgegfhjfos \
        romgmnfljnjlkilkkhonl ronloqjkkjjljnhdlrond roverzipnqsukuzqortnv rquzzzxozlzuzyzzbvzxy \
        rrekhlgfkfiqhgmnhrmsp rs_hiidjgbhiihfiijhli rseokdmjnlpgkbmnqknjm rsigceieddhcffcijcbhf \
        rsjzzzzzzzzuzczfzvzzy rstnfdiolrpipggnongzn rsäzzzzzzzzuzyzzzvbzy rsæzbzzzzzzuzyzzzvzzy \
        rt_hfbglhhefleeikjfhf rtanromiiigggqdqgghhr rtemdfjjkggnicfnieelp rtijmiiipdqdgmnmhlncq \
        rtéwqzzzzteuzyzzzvzzy ru_ezzsvzwzgzuzmvcqny rugzczzzzzzuzyonzizzy ruizzzzszpzuqybzshzzy \
        rukkrqzzzzuqzbjizvsuy rultwzlvuzsottwusdthr runpkejnlnnmplpirvljm ručfzzzzzzzuzyzzzvzzy \
        rwezzezzzzzuwyllzvzzy ry_dlnckhiighjkfkkmmi rzehzezzzzzuzyqazvzzy rzyzzzzzzpzuzyzczvzzy \
        rászzzztzzeuzyzzsvzzy rávfzzzzzzvuzyzzvvzzy rãozzzzzzzzuzyzzfvzzy ră_zzzzzzzzuzyzzzczzy \
        rı_zzzzzzzzuzyzzzvzcy rılzzzzzzzzuzyzzzvzey rınzzzzzzzzuzyzzzvzby rồizzzzzzzzuzyzzzvzze \
        rợ_zzzzzzzzuzyzzzvzze sa_rwsricmcfguwmhjdey salkquqgirnepqwvnoohv samkfjingtnengjilvfpn \
        satqmkuumhogfswrnomey sauzzqzzzjzutyzzzczzf saytzzrzvouuwyzxsvzdy schmz9ktskuujubqrhtuv \
        scusswpdvosulprtdiqzp se_bbccaccbccbefbcddf sebtzuzzzzmcuyzzzrzny sedimsdlipjgjltjljnkk \
        seeksvgqeupkoqpnlvzop segruvohvtmubpuvfvvxy seiztezykrzusyuzwqzzy senjbegibiijg9gmirdmm \
        sepnmqlkmsoejlpnlklun serfdeefkcjgdfiicjgkk sesjfjfldioglfskkvoop sethjcclemgdiblihlmoj \
        seçzzzzzzzzuzyzzlvzby si_grpmddbg9cprkjmqdm sidofxkjnnokldsqlmdoo sievzatlpjzujtdkzkzzy \
        sigejkefmhinekkoiqkmq sinihfehemjjhfkkgigck siofceffdcggdffhigbkf sisqlnjfgokjfiptfhkev \
        siuzzzyzzzzuzyzzzczzy siózzzzezzzuzyzzzvzzy sięzzzzzzzzuzyzdzvzzy sjozuzzzuzzuzazzzvvzy \
        sk_kesirswsnojromrjmt skapeqzzkzzmzizhzvbzy skeqcltyizzuzcwozvopt skiwgorunuqmzfrhtqekp \
        skrkbmzzqzznzbzkzvbzy slumezzznzzuzdjzzvdzy smamrtfnoufqgostnoprr so_imjedfoghcknkdklqh \
        socoutfmrosulyoujrroy sofjiinjjkiilgelkghih solplhjglkeugoqkjoppo somnbxiqnnlopbipkqbxs \
        sonoojnhpdildmqqjoldl sormhjkkjfdghghihfglk souatnjtqgsoqtupmovos spegihfeimhhehihegjok \
        spoisskfoepoettjegvus sreweqztpzmuzgnuzvvzy ss_ikeclhkkgjfmhjljkk ssanstipcfjnfopnhrmqp \
        sseliegokfknejhlivmqq ssijljfmgdjmelikiomlm ssotokjsmlludnrofvnvs sszzzzzzzzduzyzzzvzzy \
        st_ddachfaeehddaheejh stabbcebafgfab8bbcbhh steeb9dbcgigcabec9dai stigfhihdgmifegngegml \
        stogkpifakmldjehiqgsp strfeiddhfigdgjcefejj studulvtezuuqugmqfvtv stäzzjzzezzuzyzzzvdzy \
        støzezzzzzzuzgzzzvzzy sukzzzzzzzqdzuzzzvzzy suozzzzzfzzunyzzzvzzy surozzmrqepoptzqrhzuv \
        svasfkzzpzzuzdlzzvfzy syazzzzzzzzgzyzzzvz9y sysfgfemkgklghgglkgnj szazzzzzzzeuzyzfzvzzy \
        szewzizzzzcuzyzczvzzy sznzzzzzzzduzyzzzvzzy sztzzzzzzzeuzyznzvzzy szyzzzzzzzzuzyzezvzzy \
        százzzzzzzeuzyzzzvzzy sãozzzzzzzzuzyzzcvzzy sätzzlzznzzuzyzzzvbzy så_zezzzzzzuzhzzzvfzy \
        sætzbzzzzzzuzyzzzvzzy ségzzzzzzzfuzyzzzvzzy sítnzzzzzzeuzyzzzvzzy sürzzzzzzzzuzyzzzvzdy \
        să_zzzzzzzzuzyzzzczzy są_zzzzzzzzuzyzezvzzy sı_zzzzzzzzuzyzzzvzcy sınzzzzzzzzuzyzzzvzcy \
        số_zzzzzzzzuzyzzzvzzb ta_ghpga8nef9dmfaf9fn taazzzzzazvuzydzzvzzy tacgtrkgqprumssfqvstr \
        tadqopqgvrsuwruuevkmr taikqjfkbfklmnlnlopom taljdjeghibgedbfhgchi tamntsnfhmmehrrofosgs \
        tanfdfhghfjdfd9fjkdcm tarigiighjhegeghhgccm tassllmhmridndzthvmmy tathcegmifgicheikdcml \
        tauvzqytllucuyzyrvzzy tavflzztezvumkzztvouy tațzzzzzzzzuzyzzzezzy te_ba9cae9de9aag97cge \
        teanunlplzonsrspmczzn tecmzrlhvnvuoytlfqepy tedfhobifphkienhilnii teerszrueusuwrftrvnxr \
        tegqeqkoqzpokdmimvnzo teiwzazwiquuwylzlqzzy tekmfszzezjizfcgzvvgy telfcdlodkcjkbgnjfjgq \
        temhgeefifjhdhgfdggdj tenehageefiiecbhfhhhk terb9b9aebaa9aadabach tesihjfeifhjffhkeljjj \
        tetvegzwcjeimhzppoexy th_gmnbjfndeeiohikmkh thagskbkhxflilzijmtod the9ln4c9oacbfrbcfseb \
        thigqxbkgkinjnwikmvii thokpoinmknlmknnlorld thìzzzzzzzzuzyzzzvzze thôzzzzzzzzuzyzzzvzzc \
        thưzzzzzzzzuzyzzzvzzd thịzzzzzzzzuzyzzzvzzd ti_hivvtdoed9grwrohly tidtfuyizvscrgtwivfts \
        tiewqfjfadsujp9spopoq tijzzzzzszzuzyezzvzzy tilh7jjffbfgi8fjhc8ce timhijfigijdhgijkeijh \
        tinffocgfjdgdikjgfjfb tiodba9fa8ceddfegfagc tirtwwqkmjpomtzrjqzdt tivjhggfkgmnfjpneghtl \
        tnitiuzzzzmuzozizvbny to_9im89blde7gnc9imje toazzzzygzzuzyzzzezzy toezszzzpzzuryezwvzzy \
        tonvtspmfrjqltevovrts tooszmomhxououdktvztn torfeieefigcedieeaclh tostrtweixiunutlevvzv \
        toukqxttsdqurpqstoqup towwwzuzszvqzuwfzvvzv tozzzzzzzzeuzyzzzvzzy traijhg8jdgkclkhabkpb \
        trepgimhmbhuhhknifkuq triighehhfieeikjgcgii trohgmhflimjfhfddjfsd trukmpgknmnojnkijcnqh \
        trợzzzzzzzzuzyzzzvzze ts_gkhbhgdhgiighgljkh tt_wsizvzuburbowzvatq ttawsqnubolufpzuzvcnv \
        ttem9ecodccma9dlmmllp ttnzzzzzvzvuztzzzvbzy ttovzxqzktqueywtwvzzy ttuzzwzzdzvuiyzzzvzry \
        ttäzzzzzczzuzyzzzvzzy tu_fwzpuezzewyugqvzjy tuiwzwzqlvvukywzoezvy tukzzzzzhzsbzyrzzvzzy \
        tulwzzzwdzofzyzyndzly tupesuqtuvuqupzwrvqup turjkmeijklmhpmkjdleq twajijsjjkjimheikghih \
        ty_ennflhmkjlknelmmjk tzezzdzzzzzuzyizzvzzy tztzzezzzzzuzyzzzvzzy tzuzzezzzzzuzyzzzvzzy \
        tàizzzzzzzzuzyzzzvzzd tászzzzzzzauzyzzzvzzy tä_zzzzzazzuzyzzzvzzy tämzzzzzczzuzyzzzvozy \
        tääzzzzzdzzuzyzzzvzzy té_lzzzrzdzuzyzzmvzzy tékzzzzzzzeuzyzzzvzzy tészzzzzzjduzyzzzvzzy \
        tórzzzzuzzzuzyzfgvzzy tùyzzzzzzzzuzyzzzvzze tă_zzzzzzzzuzyzzz9zzy tırzzzzzzzzuzyzzzvzby \
        tłuzzzzzzzzuzyzfzvzzy tậpzzzzzzzzuzyzzzvzzc tự_zzzzzzzzuzyzzzvzzc uahzzzzzzzzezyzzzvzzy \
        uallfngcmkmddfskdedpp uanzwzohshzehuzzgvzxr uartstphqzsdnruwortzt ub_tgltszzzoufjdqofzf \
        ubatzzzvzzzewytzwvzty ubobuzztzxzuztwyzvtzt uccsozjevouuhsnvvnzzs ucenqzoiqzquounsqdrss \
        uchkrcilllounpqgqnrrp uctnuxgnpeuunrptlotos ud_ejvwnzkquuykzwvozt udszezzzzvvuzyzzzvszy \
        ue_lpmeaiakqgmpmbrnjl uedqzzpfuzuusyzwvvzzy uelzlhxkzdvuknsznvjxv ueskwshemgoubuuonvvur \
        uf_wpdorpnsjwnoqwvotn ug_nenrpmsojjpllpnnup ugezeiswzuzuzyqvznzzy ui_wzvzyoezjiyzxjbzzg \
        uieropyfqopotnoqrjnzn uikzzzzzvzzuzyczzvzzy uitourpomfpufucqjhvtv uivszqpouhzumyoubvzzy \
        ujebzzzvnwzuzyzcwvzzy uk_zuzxyzzkbwdmywvziy ukaozzzzizubzyzlzvzoy ul_kirlmkmhjkkjnn9njj \
        ulallnjcnlnimlujfjkft ullnlljokmjjifjonkfal ulolzzvmdmzusyzrekzzy ultiinfhhgiggjljidlrk \
        ulutzzzzmzzqzyzszdzgy um_miekpnrjfplkmahkjp umaporqlmpkjropfchpin umeecegecfeddcddebcpj \
        un_phqmbfarjalmpqcsgn unartqqckupcdsttlkshs undidaghhkiimfhihhegg unestssplcqumrsstbsxr \
        ungmn9vvsvvekuuwzhrzj unijkjjjkiljglkhidlmj untksffginmbhnkmifosm unurwqotnpvuryzwtkzev \
        up_fknfmkmkenjkmjhkgi uppkilhpliongjtmnoeup ur_mnflrn9mmorhppqndt urimunlmkjplppnqicvur \
        ursmkklikemhnkjlgfkom urutzvzzuvzdztzjzorey us_kjdgjfbhelhhlikkrn usaqmkngjomkdlrrernul \
        usefmlbicigfhhnhhjmjh usgzzdzzzzzuzyzzzvzzy ut_gejejechfhcjhjjdfh utavuwmhfniimtuqkldov \
        utelojflhfingiejngjlm utihfkjggbgfgefiiceje utognjkjiijminnhfekln uttwkqsydzougdoywvnpy \
        utzzzezzzzzuzyzzzvzzy uutzzzzzczzuzywyzvzzy uvekzzzzvfzuzyzzovzzy ux_kjlfjndokhjkmhjjij \
        uyềzzzzzzzzuzyzzzvzzd uçãzzzzzzzzuzyzzfvzzy użyzzzzzzzzuzyzdzvzzy užidzzzzzzzuzyzzzvzzy \
        vagzwzyzzzduwyzzzvnzy vaimswjsemournupomtvn valhendgegfufbkmghjsq vangntqoihhujm9tqvlvs \
        varkeijhgjljhcjnihbip vatezsnydqpumyjupnzzy ve_fejchghfgeihjegjai vecpztvozezulyzzzrnuy \
        velgltkmmlenlhipfqtpr venffmhklilmhebnljdjm verc89dccbdcc77gcb8de vetwdzvzuxguzgrzvvgzv \
        veyzuzzznzzuztzzzvtdt vidjfpikkhhjnekmkielj visnasnlgniuhazqlvdqy vo_nzzydjzzuhyzzcvzzy \
        voezzzzzzzzuzyczzvzzy voldpjrosplukydwsvzzy vonvzczylvmumynzzvzzy voozzzzzrzzuzyazzvzzy \
        vorqjerrzwzunnkzqqvzy vostwzzguszuzyzzevzxy voukzzyzvezuzymzzvzzy vrizzzzzzqzuztezzvquy \
        vslzzzzzzzzuzdzzzvezy vsrzezzzzzzuzgzzzvgzy vypezzzzzzzuzyzzzvzzy và_zzzzzzzzuzyzzzvzzc \
        vàozzzzzzzzuzyzzzvzze válzzzzozzduzyzzovzzy vándzzzzzzhuzyzzzvzzy vänzzzzzozzuzyzzzvczy \
        værzezzzzzzuzlzzzvzzy vé_fzzzzzmsuzyzzzvzzy vă_zzzzzzzzuzyzzzezzy vớizzzzzzzzuzyzzzvzzc \
        wa_zztxyzzzlzyzezvzzy wanpziptszrqtuiavvzzv warihhkhikihkgedjfghg weiwzdzzvtvqzuwzvvzzy \
        wenzwczzzzzuzyokzvzxy wernpbjrpsoqopeeprptl wgefzzzzzhzuryzizvzzy whehwueliukhllwklnzqk \
        wiezzfzzzzzuzytazvzzy wijzzzzzzzzuzyfozvzzy wirzzbvzzzzunyzpwvzzy withstblgtdfeklijozkj \
        workqjhplqmimncgmrspm wszzzzzzzzzuzyzdzvzzy wyśzzzzzzzzuzyzfzvzzy ya_wzzulzzrcwyzztvs9y \
        yalvzzzzzzvnwyzzzvzcy yanzzxvszphawyzwvvzfy yapzzzzzzzzuzyzzzvzey yaszzzzzzzzuzyzzzvney \
        yazzzzzzzzzuzyzzzvzey ychnzzzzzzzuzyzbzvzxy yeroesnqohmmuknrqmmfm ym_wwvpzvxvuryzdwvzzy \
        ystfgfenigllhhgdlkgoj yttznzzzezzuzkzzzvmry ytäzzzzzezzuzyzzzvzzy yv_zzzzzzzfuztzzzvzzy \
        ywawzzyzzzzuzyzdzvzzy yć_zzzzzzzzuzyzezvzzy yśwzzzzzzzzuzyzfzvzzy yềnzzzzzzzzuzyzzzvzzd \
        za_jzzugzziufytdmozry ze_dlkimjkjhjkbdmhmoj zeizz9zzzzsuzywzzvzzy zenfzgzzzzguzygcpozky \
        zerlmfjoloemllmhkgmhl zetszzyyzzeuuyilvvzry zeztzzzzzzzuzyzfzvzzy zijzzzzzzzzuzyezzvzzy \
        zikwzzzzzzeuzyzzzvzry zinvuzwzzxlntuqpqnzdv ziozzzzzzzzu8yzmnvzzy zmivzzzzzzzuzyzezvzzy \
        znadzuzzzzsuzyzczvzzy znirzzzzzzmuzyzezvzky známzzzzzzeuzyzzzvzzy zu_mzdzzzzzuzyzlzvzsy \
        zunzzezzzzsuzyzyzvzjy zy_jzszzzrzuzyzdzvzzy zyszzzzzzzzuzyzezvzzy zámozzzzzzeuzyzzzvzzy \
        zészzzzzzzeuzyzzzvzzy ză_zzzzzzzzuzyzzz8zzy ző_zzzzzzzfuzyzzzvzzy ài_zzzzzzzzuzyzzzvzzb \
        ànhzzzzzzzzuzyzzzvzzd ào_zzzzzzzzuzyzzzvzzd ày_zzzzzzzzuzyzzzvzza ác_zzzzzzzzuzyzzzvzza \
        áchmzzzzzzzuzyzzzvzzd áciszzzyzzduzyzzwvzzy ágizzzzezzluzyzzfvzzy ájlzzzzzzzduzyzzzvzzy \
        álazzzzzzzeuzyzzzvzzy állzzzzzzzeuzyzzzvzzy álnfzzzzzzmuzyzzzvzzy áltzzzzrzzduzyzztvzzy \
        ányizzzzzzeuzyzzzvzzy áníezzzzzzzuzyzzzvzzy áp_zzzzzzzzuzyzzzvzzd árizzzzzzzpuzyzzevzzy \
        ás_vzzzgzzcuzyzzsvzzy ásazzzzzzzcuzyzzzvzzy ásázzzzzzzeuzyzzzvzzy át_mzzzzzzduzyzzzvzzc \
        ândzzzzzzzzuzyzzzezzy ão_zzzzzzzzuzyzz7vzzy älpzzzzzzzzuzyzzzvezy ämäzzzzzczzuzyzzzvzzy \
        än_zzzzzczzuzyzzzvjzy ändzzfzzzzzuzyzzzvazy ängzzhzzzzzuzyzzzvezy ännzzzzzezzuzyzzzvpzy \
        är_zzrzzzzzuzyzzzv9zy ät_zzjzzfzzuzyzzzvzzy ättzzkzzjzzuzyhzzvazy äytzzzzzbzzuzyzzzvzzy \
        ää_zzzzzdzzuzyzzzvzzy äänzzzzzczzuzyzzzvzzy äärzzzzzezzuzyzzzvzzy ångzzzzzzzzuzyzzzvezy \
        ættzbzzzzzzuzyzzzvzzy çenzzzzzzzzuzyzzzvzcy çinzzzzzzzzuzyzzzvzby çãozzzzzzzzuzyzz9vzzy \
        çõezzzzzzzzuzyzzevzzy çıkzzzzzzzzuzyzzzvzdy èrezzzzzzezuzyzzzvzzy ée_zzzzzzczuzyzzzvzzy \
        éeszzzzzzezuzyzzzvzzy éhofzzzzzzzuzyzzzvzzy ényvzzzzzzfuzyzzzvzzy ép_zzzzzzwnuzyzzzvzzb \
        ériwzzznzfsuzyzznvzzy értzzzzzzzduzyzzzvzzy és_zzzzjzeauzyzzmvzzy ésezzzzyzjduzyzzzvzzy \
        észzzzzzzzfuzyzzzvzzy étezzzzzzieuzyzzzvzzy ézizzzzzzzfuzyzzzvzzy ên_zzzzzzzzuzyzzzvzz9 \
        êtrzzzzzzezuzyzzzvzzy ícífzzzzzzzuzyzzzvzzy íneizzzezzzuzyzzzvzzy ítászzzzzzbuzyzzzvzzy \
        în_zzzzzzzzuzyzzzazzy întzzzzzzzzuzyzzzezzy òngzzzzzzzzuzyzzzvzzb ón_zzzz8zzzuzyzzzvzzy \
        ów_zzzzzzzzuzyzbzvzzy ôngzzzzzzzzuzyzzzvzz8 õeszzzzzzzzuzyzzdvzzy önyzzzzzzzduzyzzzvzqy \
        ör_zzzzzzzouzyzzzv9uy övezzzzzzzfuzyzzzvbzy ùngzzzzzzzzuzyzzzvzzd ùy_zzzzzzzzuzyzzzvzze \
        úngzzzzzzzzuzyzzzvzze úp_zzzzzzzzuzyzzzvzze úsczzzzdzzzuzyzzevzzy übezzczzzzzuzyzzzvzzy \
        üm_zzzzzzzzuzyzzzvzfy ür_zzczzzzzuzyzzzvzgy ürüzzzzzzzvuzyzzzvzfy ýchdzzzzzzzuzyzzzvzzy \
        ărizzzzzzzzuzyzzzdzzy điềzzzzzzzzuzyzzzvzzd đượzzzzzzzzuzyzzzvzzc đầuzzzzzzzzuzyzzzvzzd \
        đếnzzzzzzzzuzyzzzvzze để_zzzzzzzzuzyzzzvzze địnzzzzzzzzuzyzzzvzzd đọczzzzzzzzuzyzzzvzze \
        đổizzzzzzzzuzyzzzvzze ğerzzzzzzzzuzyzzzvzey ği_zzzzzzzzuzyzzzvzcy ğinzzzzzzzzuzyzzzvzdy \
        ğişzzzzzzzzuzyzzzvzey ğlazzzzzzzzuzyzzzvzey ıcızzzzzzzzuzyzzzvzey ıdızzzzzzzzuzyzzzvzey \
        ılazzzzzzzzuzyzzzvzby ılmzzzzzzzzuzyzzzvzey ılızzzzzzzzuzyzzzvzcy ımlzzzzzzzzuzyzzzvzey \
        ın_zzzzzzzzuzyzzzvzby ınazzzzzzzzuzyzzzvzey ındzzzzzzzzuzyzzzvzby ınızzzzzzzzuzyzzzvzay \
        ır_zzzzzzzzuzyzzzvz9y ırızzzzzzzzuzyzzzvzey łumzzzzzzzzuzyzfzvzzy řekezzzzzzzuzyzzzvzzy \
        ścizzzzzzzzuzyzbzvzzy ślizzzzzzzzuzyzezvzzy świzzzzzzzzuzyzezvzzy şlezzzzzzzzuzyzzzvzey \
        ştizzzzzzzzuzyzzzvzey ştızzzzzzzzuzyzzzvzey še_fzzzzzzzuzyzzzvzzy ší_fzzzzzzzuzyzzzvzzy \
        że_zzzzzzzzuzyzezvzzy żnazzzzzzzzuzyzfzvzzy že_dzzzzzzzuzyzzzvzzy ơn_zzzzzzzzuzyzzzvzze \
        ướnzzzzzzzzuzyzzzvzzd ượczzzzzzzzuzyzzzvzzc șeazzzzzzzzuzyzzzczzy și_zzzzzzzzuzyzzz9zzy \
        șiezzzzzzzzuzyzzzbzzy ștezzzzzzzzuzyzzzezzy ți_zzzzzzzzuzyzzzazzy țiezzzzzzzzuzyzzzezzy \
        țiizzzzzzzzuzyzzzezzy țiuzzzzzzzzuzyzzzbzzy ại_zzzzzzzzuzyzzzvzzc ạn_zzzzzzzzuzyzzzvzzc \
        ạngzzzzzzzzuzyzzzvzze ản_zzzzzzzzuzyzzzvzz8 ất_zzzzzzzzuzyzzzvzze ấy_zzzzzzzzuzyzzzvzzb \
        ần_zzzzzzzzuzyzzzvzze ầu_zzzzzzzzuzyzzzvzzc ẫn_zzzzzzzzuzyzzzvzzd ập_zzzzzzzzuzyzzzvzzb \
        ằngzzzzzzzzuzyzzzvzze ặc_zzzzzzzzuzyzzzvzzb ến_zzzzzzzzuzyzzzvzzc ết_zzzzzzzzuzyzzzvzzb \
        ếu_zzzzzzzzuzyzzzvzzc ền_zzzzzzzzuzyzzzvzzd ều_zzzzzzzzuzyzzzvzzd ển_zzzzzzzzuzyzzzvzzc \
        ện_zzzzzzzzuzyzzzvzze ệt_zzzzzzzzuzyzzzvzze ệu_zzzzzzzzuzyzzzvzzc ịchzzzzzzzzuzyzzzvzzc \
        ịnhzzzzzzzzuzyzzzvzzd ọc_zzzzzzzzuzyzzzvzze ọn_zzzzzzzzuzyzzzvzzd ối_zzzzzzzzuzyzzzvzzd \
        ốngzzzzzzzzuzyzzzvzze ồi_zzzzzzzzuzyzzzvzze ổi_zzzzzzzzuzyzzzvzze ỗi_zzzzzzzzuzyzzzvzzd \
        ộngzzzzzzzzuzyzzzvzzd ột_zzzzzzzzuzyzzzvzzb ới_zzzzzzzzuzyzzzvzza ớngzzzzzzzzuzyzzzvzzd \
        ợc_zzzzzzzzuzyzzzvzzc ục_zzzzzzzzuzyzzzvzze ủa_zzzzzzzzuzyzzzvzza ực_zzzzzzzzuzyzzzvzzd
        """

    static let cyrillicLanguages = "mk ru sr uk"

    /// Each trigram, `_` where a word begins or ends, and a digit in base 36 for each language.
    static let cyrillicData: StaticString = """
        _абqoyc _авdhui _акcjcm _беggdf _брmqdq _буmbr9 _быqeyz _в_q8og _ве8fbg _виdii7 _вкqhyc _воaflk _врjhep \
        _всqfye _выqbyz _віqzyb _гаdldi _гнmzcx _гоallk _грbgcj _да9e8d _диbhgg _длqbya _до7ca8 _е_9mmx _есqcyz \
        _з_qqoc _за7988 _змqzye _знqded _и_7a9z _изad8z _ил8daz _имedjz _инdeiz _исcc9z _каebbf _клqfye _коaaa9 \
        _лаqeug _лиagce _маdege _меmgdh _моacfb _на5968 _не9aaa _ниdfbi _ноieeh _обmbde _ов8z9z _од8fbf _онdgnp \
        _опgdbi _отkcnh _паqdkc _пеqcpa _по6868 _пр4758 _піqzyc _раdbck _реdfad _роqmlb _ряquyc _с_qapz _саklah \
        _свmfcp _сеdfde _сиhbfc _сл9dbe _смkgen _со9afl _спkfid _ст8a9b _суgjci _таkdec _тиqhqd _тоqcif _у_qj9a \
        _укmehk _усddef _фаdbya _фоkisf _цеdkld _чаmjle _чиgige _чтqeyz _щоqzyc _этqbyz _якqzy8 _є_qrsc _і_qusb \
        _ізqzye _інqzye _јаbzfz _јеqz9z аа_bzyz абоqdyc аваdhag авеjjdg авиigcm авлqeym авнdeds автdhyi ављqzez \
        ад_qrme адаqggf адеdllr аетqbyz ажиbxos аз_qnel азаkfic азвqmoe азиqvbn азуqldg айлqbya ак_qefk аквdzdz \
        акоag9g алеqinf алн9zhz альqeye амеkfnc амиqgsd амоkodl ан_mfel андeefd аниcabd аннqcy9 аноcgh9 аніqzye \
        ао_qvcz апиdgde апнdzyz араcfdb ареjkdn аснbkfk атаcfjf атеddfs атиjdg9 аткjpdg атоig9h атьqbyo аци9ecz \
        аціqzyf ачеqdkc ачнbuop ая_q8yz ає_qzyc ај_bzdz ајнdzlz ајтqzdz ањаqzez ањеazcz блеdnol бо_qoyc бод9qdz \
        борqejk броmnei будqhrb букkcyq бутmjue ва_9a9f вааbzyz ваеqdyz ванkcga ватqcoc вајizez ве_bi9k ведkjhe \
        везqzdz велqmeo вер8dcd вивqquc виеdmyz викqryb витdjfj вкаqlyc вляqeyp во_aecg вод8cag волddyd ворdpef \
        војbzjz встqoye втоdgyh ву_qpch відqzya глеdzfz гнуmzct го_aam9 говdmep граmeff греblcz да_9fak дадdvyz \
        данqdfc датhg9h дајqzez дањqzdz де_kgjb делqbnt денahhe дерqeys детdioq дисbjok дляqbya днаdknl днеdmnn \
        дниcndf до_dilb довmife докbide домmkif досdffg дотbrpq ду_qkdg ево8eao егаdqop едаqjdj едбqzej едеkege \
        еднdkfj едоdgei ее_meyz ез_diih езиbzlu ей_qdyf екаmmdt екеqwdz еклqqrf екуdjfl елиqjeo ельqdys ем_qdej \
        емаbifh емеkefn емиdqnh емыqeyz ен_8gjm ениc9dg еннqdy9 еноmigb ентadbd енцbxdq епоdomp ер_deej ереmck9 \
        ержqeyz ерз9zfw ескqdnp еслqdyn ессqdyz естicgg ет_q9on ете9kdk етрqgyc етсqarz ешкbzcz ењаqzez же_mfhe \
        жи_bwgz жнаqnye за_8h9e загqdlj занkgid запqefd здаdhdr зи_bqbo зиј9zfz злаqmbk злеaryz зміqzyd знаkcda \
        зниgpdm зовqcpl зујqzdz ибуbjul иваqehj ивеmmie ие_dayz издqxdz излazbz ии_ccyz ий_qcya ик_dkjk ика9fad \
        икоkkdb или8d9q им_qfcb имаmjbh имвqeye имеadjh имиijue инаgegh инсqdhx интdhrn инфdikz иотbkyz ипоqoue \
        ира8ofk ириqgdm ироqdpu ируqhdz исаqgdi искmgff испecas истadb9 исуqtbh ите9dbj итиqkhc итьqeyf их_qee9 \
        ицаdkjz ицеbhas ичеmdlv ичнmhei ишаdzuq ию_qeyz ия_qayz ија6zaz ијеqzaz йлаqhye йліqzyf йстqeyw ка_cdab \
        кажahup казqddb какcedz каоqzdz касbwgn катqfye каяqbyz кваdcgo ке_qh8l ки_acdb кийqgye киоdzyz клаqnic \
        клюqdye ко_bfbr ковjfge комmedc конchee копdoyk корfjda котjcpz ку_dhdb кумbidi кщоqzyb кі_qzyd ла_dejd \
        ладqlod лазqz9z латqden лајdzyz ледdedz лез9myz лемdiok ленddrc ли_8a9d ликmqei лимbuoo лицbgdl личmdds \
        лнаbsuz лноdnjz лоб9qdr ловcbcg льзqbyz льнqbyd лючqdye ля_qbya ляеqeyz лівqzyd ма_aibh макdiln манmfnd \
        матkhie мацdipm мвоqeye ме_aifh мен9bad мерkeji метhflc ми_cdra мо_kicm можmdib молbhoz мошbzyz моћqzdz \
        му_qgid мінqzyd місqzye на_4b7a набqeuk надklne назmife накqhej налqgfd напdhdg нарihcm натcimh начmbib \
        наяqayn најdzjz ндаeefh не_fc8b немblil нетdloo ни_ahah ниеqbyz нийqhyd никbhae нимqied нитcfmk нихqoib \
        ницcecn нияqayz нијgzez нлаdtyz нноqdyj нныqcyz нняqxy7 но_8bb8 новkecc ногqehc нойqeyz номkede носdecg \
        нскddjz нта9gdf ну_moaf нфоdikl нцаbugz ны_qeyz ныеqdyz ныйqdyz ныхqdyz ня_qoy7 ні_qzyb облdlii обо9jdf \
        ов_qaop ова9acd овеih9h овиchcc ово9dbd овуqnge овіqzyb ог_qkdl оглdlfs огоqbo9 од_7fbo одаhich одеdeds \
        одиgege однbgff одоbkng одуqkdg ое_qdyz ожеmeie ожнqgyd ой_qayr ок_mgoe ока9fkf окуbicg олиbhhg олнheyz \
        олоmemh ольqayi ом_qaac омаmgoc омеcggh омоbidg омуqhyd онаqkef онлdvyz опиdeki опрqest опцgzds опшqzez \
        ориegba ормdfrf орнdgem орсdjfl ортdkyi орыqdyz оріqzye остabac от_8ept отеqjan отоicsg офтdzfz оцеjdlh \
        очнmdyh ош_bzsz ою_qsyc ої_qzye ој_azfz ојиqzez оћ_qzdz парqflc перqbma пирdouz писqc9c пишbskt пнаdpgo \
        по_qejp повikja погdvfx подhfbh пок9ihg полq9lk помbgde порdkff посifcf праcdbf пре7c9k при8b9b проa9bb \
        путqlez пциgxdz підqzyd ра_kdde равccah разicdh рамmejb ранacag ратcifk рачbugr рањazkz рев8fah редjc9d \
        рекdkfe ремkfeh репdomt решbjco рзи9zfz ри_gfle рибbjpk рикbqeg ринdjil рирcjdw рисfnca ријmzdz рмаdfrf \
        робdjmd ровicgk розqvoc росqeoj роцjdlh рочqdml ројmzez рскdjfz ртиdkuk ручqudg рядqlyc рівqzye са_mfbo \
        сваqtdz се_eidp симmdge сисieie скаqbjf скиaeem скоmeeg слеkdho слиqdjx сло8gah сниfqej сноbifh со_bkpz \
        софdzfz спиqibf споkcfj ст_cneh стаacba ствqaeh стеaede стиiedd стоefbc стр99cf стуqfdc су_qndg сујqzbz \
        ся_q9yb та_cede такqefe танeefa тапdznw тацbjdi тајczkz тваqegx твеddfp те_6d8f текgg9h телgcrw темieff \
        ти_gcb7 тинqeui типqiyd тирdhpr тисmrme ткеqsds то_bbdg товjfid томqdlg торdbcd тотmgar тојkzez траdccf \
        триbeoe троhasf тсяq9yz ту_qjee тувqzyd тупqgef ть_q9yb тьсqhyd ті_qzye уваdzn9 удеqiqc уетqeyz укаienn \
        уквqcyq улаmqes умеagae устqdmn утиqmle учнqudh ую_qeyz ующqeyz ує_qzyf ујеqz8z файqbya форdfrf фтвdzfz \
        ца_9lez це_qkcg ценbidm цесjdlh цииcfyz циј8zaz часmjqe ченjclb чесqdyz чнаdeos чниdncf чтоqeyz шанdzyx \
        ше_qjhe шкаdzrz шкеqzdz шкиdzrz що_qzya ываqdyz ые_qbyz ый_qbyz ым_qeyz ых_qcyz ьзоqdyz ьноqeyh ьсяqhyd \
        этоqbyz ютьqzye ющиqeyz ядкqnyd яетqdyz якиqzye якщqzyb якіqzye єтьqzyf ів_qzy9 ід_qzye ідоqzye із_qzye \
        ій_qzye ільqzyd істqzyd ії_qzye ја_6zbz јавdzdz је_qz5z ји_qzdz јн_dzyz ња_izcz ње_azbz
        """
}
