import Chunking
import Foundation
import TestSupport
import Testing

@Test func scriptsTellTheLanguageByThemselves() {
    let texts = [
        ("ja", "日本語の文章です。"), ("zh", "這是一個中文句子"), ("ko", "한국어 문장입니다"), ("el", "Αυτό είναι ελληνικά"),
        ("he", "זה משפט בעברית"), ("ar", "هذه جملة عربية"), ("hi", "यह हिन्दी है"), ("th", "นี่คือภาษาไทย"),
        ("ka", "ეს ქართულია"), ("hy", "Սա հայերեն է"), ("ja", "東京都で Swift を使う"),
    ]
    let detector = LanguageDetector()
    for (language, text) in texts {
        let found = detector.detect(text)
        #expect(found?.language == language && found?.isReliable == true, "\(text): \(String(describing: found))")
    }
    #expect(detector.detect("") == nil && detector.detect("12 + 3 = 15 …") == nil)
}

@Test func sentencesAreTold() {
    let texts = [
        ("en", "The quick answer is that every document keeps its own place and nothing is lost."),
        ("de", "Die schnelle Antwort ist, dass jedes Dokument seinen Platz behält und nichts verloren geht."),
        ("fr", "La réponse courte est que chaque document garde sa place et que rien ne se perd."),
        ("es", "La respuesta breve es que cada documento conserva su lugar y que nada se pierde."),
        ("it", "La risposta breve è che ogni documento mantiene il suo posto e che nulla va perduto."),
        ("pt", "A resposta curta é que cada documento mantém o seu lugar e que nada se perde."),
        ("nl", "Het korte antwoord is dat elk document zijn plaats behoudt en dat er niets verloren gaat."),
        ("sv", "Det korta svaret är att varje dokument behåller sin plats och att ingenting går förlorat."),
        ("pl", "Krótka odpowiedź jest taka, że każdy dokument zachowuje swoje miejsce i nic nie ginie."),
        ("cs", "Krátká odpověď je, že každý dokument si zachová své místo a nic se neztratí."),
        ("fi", "Lyhyt vastaus on, että jokainen asiakirja säilyttää paikkansa eikä mitään katoa."),
        ("hu", "A rövid válasz az, hogy minden dokumentum megtartja a helyét, és semmi sem vész el."),
        ("tr", "Kısa cevap, her belgenin yerini koruduğu ve hiçbir şeyin kaybolmadığıdır."),
        ("vi", "Câu trả lời ngắn gọn là mỗi tài liệu giữ nguyên vị trí và không có gì bị mất."),
        ("ru", "Короткий ответ: каждый документ сохраняет своё место, и ничего не теряется."),
        ("uk", "Коротка відповідь: кожен документ зберігає своє місце, і нічого не губиться."),
    ]
    let detector = LanguageDetector()
    for (language, text) in texts {
        let found = detector.detect(text)
        #expect(found?.language == language, "\(text): \(String(describing: found))")
    }
}

@Test func shortTextsAreGuesses() {
    let detector = LanguageDetector()
    #expect(detector.detect("OK")?.isReliable != true)
    #expect(detector.detect("README")?.isReliable != true)
}

@Test func realJapaneseAndEnglishPassagesAreTold() {
    let detector = LanguageDetector()
    for (dataSet, language) in [("jaquad", "ja"), ("scifact", "en"), ("cranfield", "en")] {
        let passages = TestTexts.passages(dataSet).prefix(1000).filter { $0.utf8.count > 60 }
        if passages.isEmpty { continue }
        let right = passages.filter { detector.detect($0)?.language == language }.count
        #expect(Double(right) >= 0.99 * Double(passages.count), "\(dataSet): \(right) of \(passages.count)")
    }
}
