import Foundation

/// Judges what columns say about people, by their names and by the shape of their values.
enum PersonalJudge {
    static func judge(_ column: JudgedColumn, values: [String], context: Set<String>) -> Choice<PersonalKind> {
        let made = byValue(column, values) ?? byName(column, context)
        return Choice(
            made?.kind ?? .none, because: made?.reason ?? ColumnProfile.personalReason,
            overruled: column.overrule?.personal.overruled)
    }

    private static func byName(
        _ column: JudgedColumn, _ context: Set<String>
    ) -> (kind: PersonalKind, reason: String)? {
        let words = column.words
        let kind =
            isName(words, context)
            ? .name
            : told.first { words.hasAny($0.words) || $0.phrases.contains(where: words.says) }?.kind
                ?? address(words, context)
        return kind.map { ($0, "its name says so") }
    }

    /// What single words and phrases in a name tell.
    private static let told: [(kind: PersonalKind, words: Set<String>, phrases: [String])] = [
        (.email, ["email", "mail", "emailaddress"], []),
        (.phone, ["phone", "telephone", "mobile", "fax", "telefon", "handy", "msisdn", "phonenumber"], []),
        (
            .birthDate, ["birthday", "birthdate", "dob", "geburtsdatum"],
            ["date of birth", "birth date", "birth year", "year of birth", "birthyear"]
        ),
        (.gender, ["gender", "sex", "geschlecht", "sexe"], []),
        (
            .officialNumber,
            ["ssn", "passport", "nin", "nino", "nhs", "taxid", "steuernummer", "cpf", "dni", "aadhaar"],
            ["social security", "tax id", "national id", "license number"]
        ),
        (
            .paymentCard, ["iban", "creditcard", "cardnumber", "pan"],
            ["card number", "account number", "credit card"]
        ),
        (.networkAddress, ["ip", "ipaddress", "mac", "macaddress"], []),
        (
            .account, ["username", "login", "userid", "useragent", "handle"],
            ["user name", "user agent", "device id"]
        ),
        (.health, ["diagnosis", "disease", "icd", "icd10", "medication", "blood", "patient"], []),
    ]

    private static func isName(_ words: NameWords, _ context: Set<String>) -> Bool {
        if words.hasAny([
            "firstname", "lastname", "surname", "forename", "fullname", "vorname", "nachname", "prenom", "maidenname",
        ]) {
            return true
        }
        for phrase in [
            "first name", "last name", "full name", "given name", "family name", "middle name", "contact name",
        ]
        where words.says(phrase) { return true }
        let people: Set = [
            "customer", "person", "patient", "employee", "user", "passenger", "rider", "driver", "owner", "guest",
            "student", "author",
            "doctor", "member", "client", "tenant", "host", "buyer", "seller",
        ]
        if words.last == "name", words.hasAny(people) { return true }
        // A column called `name` is a person's where others speak of one.
        return words.joined == "name"
            && !context.isDisjoint(with: ["email", "phone", "birthdate", "dob", "gender", "firstname", "age", "salary"])
    }

    /// A street is a person's where the row speaks of one; a station's is not.
    private static func address(_ words: NameWords, _ context: Set<String>) -> PersonalKind? {
        let isAddress = words.hasAny([
            "address", "street", "strasse", "addr", "adresse", "rue", "zip", "zipcode", "postcode", "plz",
        ])
        let speaksOfPeople = !context.isDisjoint(with: [
            "email", "phone", "firstname", "lastname", "surname", "birthdate", "dob", "gender", "customer", "patient",
            "employee",
            "salary", "vorname", "nachname", "geburtsdatum", "telefon", "prenom",
        ])
        if isAddress, speaksOfPeople || words.hasAny(["home", "billing", "shipping", "delivery"]) { return .address }
        return nil
    }

    private static func byValue(
        _ column: JudgedColumn, _ values: [String]
    ) -> (kind: PersonalKind, reason: String)? {
        guard !values.isEmpty else { return nil }
        let some = values.prefix(500)
        let share = { (isSo: (String) -> Bool) in some.count(where: isSo) * 10 >= some.count * 7 }
        if share(isEmail) { return (.email, "most sampled values look like e-mail addresses") }
        if share(isNetworkAddress) { return (.networkAddress, "most sampled values look like network addresses") }
        if share(isIBAN) { return (.paymentCard, "most sampled values look like bank accounts") }
        if share(isCard) { return (.paymentCard, "most sampled values pass the check of card numbers") }
        let isText = column.type == .text
        if isText, share(isInternationalPhone) { return (.phone, "most sampled values look like telephone numbers") }
        return nil
    }

    private static func isEmail(_ text: String) -> Bool {
        guard let at = text.firstIndex(of: "@"), at != text.startIndex, text.utf8.count < 255 else { return false }
        let host = text[text.index(after: at)...]
        return host.contains(".") && !host.contains("@") && !text.contains(" ") && host.last != "."
    }

    private static func isNetworkAddress(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 4, parts.allSatisfy({ $0.utf8.count <= 3 && UInt8($0) != nil }) { return true }
        let groups = text.split(separator: ":", omittingEmptySubsequences: false)
        let isHexadecimal = groups.allSatisfy { $0.utf8.count <= 4 && $0.allSatisfy(\.isHexDigit) }
        if groups.count == 6, groups.allSatisfy({ $0.utf8.count == 2 }) { return isHexadecimal }
        return groups.count >= 4 && groups.count <= 8 && isHexadecimal && text.contains(where: \.isLetter)
    }

    private static func isIBAN(_ text: String) -> Bool {
        let plain = Array(text.filter { $0 != " " })
        guard (15...34).contains(plain.count), plain[0...1].allSatisfy({ $0.isASCII && $0.isUppercase }),
            plain[2...3].allSatisfy(\.isNumber)
        else { return false }
        var rest = 0
        for sign in plain[4...] + plain[..<4] {
            guard let value = Int(String(sign), radix: 36) else { return false }
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97
        }
        return rest == 1
    }

    private static func isCard(_ text: String) -> Bool {
        let digits = text.filter { $0 != " " && $0 != "-" }.compactMap(\.wholeNumberValue)
        guard (14...19).contains(digits.count), text.allSatisfy({ $0.isNumber || $0 == " " || $0 == "-" }),
            "3456".contains(text.first ?? " ")
        else { return false }
        let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
            let value = digit.offset % 2 == 1 ? digit.element * 2 : digit.element
            return sum + (value > 9 ? value - 9 : value)
        }
        return sum % 10 == 0
    }

    private static func isInternationalPhone(_ text: String) -> Bool {
        let digits = text.count(where: \.isNumber)
        return text.hasPrefix("+") && (8...15).contains(digits)
            && text.dropFirst().allSatisfy { $0.isNumber || " -()./".contains($0) }
    }
}
