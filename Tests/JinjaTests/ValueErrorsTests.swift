import Testing

@testable import Jinja

/// Every message about a value, with the place that it points to.
@Suite struct ValueErrorsTests {
    @Test(arguments: [
        ("{{ {[1]: 2} }}", "1:4", "a list cannot be the key of a dict"),
        ("{{ 1 < 'a' }}", "1:6", "'<' does not compare int and str"),
        ("{{ [3, 'a'] | sort }}", "1:15", "'<' does not compare str and int"),
        ("{{ 'a' + 1 }}", "1:8", "'+' does not take str and int"),
        ("{{ -'a' }}", "1:4", "'-' does not take str"),
        ("{{ 1 / 0 }}", "1:6", "division by zero"),
        ("{{ n % 0.0 }}", "1:6", "division by zero"),
        ("{{ 5 in 'a5' }}", "1:6", "'in' looks for text in text, not for int"),
        ("{% for x in n %}{% endfor %}", "1:13", "a value of type int has no items to go over"),
        ("{{ n | length }}", "1:8", "a value of type int has no length"),
        ("{{ xs | select('odd') | length }}", "1:25", "a value of type generator has no length"),
        ("{{ n[1:] }}", "1:5", "a value of type int cannot be sliced"),
        ("{{ xs[::0] }}", "1:6", "a step must not be zero"),
        ("{{ range(1, 2, 0) }}", "1:4", "a step must not be zero"),
        ("{{ xs['a':] }}", "1:7", "a slice takes whole numbers, not str"),
        ("{{ xs[1:, 2] }}", "1:7", "a slice stands for itself in brackets, not among others"),
        ("{{ s.index('z') }}", "1:6", "the text is not there"),
        ("{{ d.pop('zz') }}", "1:6", "the key is not there"),
        ("{{ [].pop() }}", "1:7", "the list is empty"),
        ("{{ s.split('') }}", "1:6", "the separator is empty"),
        ("{{ '%d' % 'a' }}", "1:9", "the format needs a number, found str"),
        ("{{ '%s %s' % 'a' }}", "1:12", "the format needs more values than it is given"),
        ("{{ '%s' % ('a', 'b') }}", "1:9", "the format does not use all its values"),
        ("{{ '{a}'.format(b=1) }}", "1:10", "the format names a value that is not given: 'a'"),
        ("{{ range | tojson }}", "1:12", "a value of type builtin_function_or_method cannot be written as JSON"),
    ])
    func anErrorSaysWhatAndWhere(template: String, place: String, message: String) throws {
        let error = try #require(failure(template, sample))
        #expect(error.message == message)
        #expect("\(error.location)" == "t.sql:\(place)")
    }
}
