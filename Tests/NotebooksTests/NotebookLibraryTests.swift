import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Notebooks

@Suite struct NotebookLibraryTests {
    @Test func listsAndLoadsNotebooksByName() throws {
        let folder = try TemporaryDirectory()
        try folder.write(NotebookFormatTests.text, to: "b.ipynb")
        try folder.write("{}", to: "a.ipynb")
        try folder.write("", to: "notes.md")
        let library = NotebookLibrary(folder.url)
        #expect(library.names == ["a", "b"])
        #expect(try library.load("b").title == "Title")
        #expect(try library.load("b.ipynb").file == "b.ipynb")
    }

    @Test func anUnknownNameIsAnsweredWithTheNearest() throws {
        let folder = try TemporaryDirectory()
        try folder.write(NotebookFormatTests.text, to: "marts_eda.ipynb")
        let error = #expect(throws: WeirError.self) { try NotebookLibrary(folder.url).load("mart_eda") }
        #expect(error?.hint == "did you mean 'marts_eda'? (notebooks are marts_eda)")
        let missing = NotebookLibrary(folder.file("none"))
        #expect(missing.names.isEmpty)
        #expect(throws: WeirError.self) { try missing.load("x") }
    }

    @Test(arguments: ["marts_eda"]) func theReferenceNotebooksAreWellFormed(name: String) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let notebook = try NotebookLibrary(root.appending(path: "Modules/Notebooks/Library")).load(name)
        #expect(try notebook.problems().isEmpty)
        #expect(try notebook.parameters.names == ["first_day", "stations"])
    }
}
