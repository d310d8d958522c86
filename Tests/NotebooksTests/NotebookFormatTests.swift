import Diagnostics
import Foundation
import JSON
import Notebooks
import Testing

@Suite struct NotebookFormatTests {
    static let text = """
        {
         "cells": [
          {
           "cell_type": "markdown",
           "id": "a",
           "metadata": {},
           "source": [
            "# Title\\n",
            "text"
           ],
           "attachments": {
            "x.png": {}
           }
          },
          {
           "cell_type": "code",
           "execution_count": 3,
           "id": "b",
           "metadata": {
            "tags": [
             "parameters"
            ],
            "other": {
             "kept": true
            }
           },
           "outputs": [
            {
             "output_type": "stream",
             "text": []
            }
           ],
           "source": []
          }
         ],
         "metadata": {
          "kernelspec": {
           "name": "weir-sql"
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """

    @Test func aNotebookSurvivesTheRoundTripByteForByte() throws {
        let notebook = try Notebook(parsing: Self.text, file: "n.ipynb")
        #expect(notebook.text == Self.text)
        #expect(notebook.title == "Title")
        #expect(notebook.cells[1].tags == ["parameters"])
        #expect(notebook.cells[1].executionCount == 3)
    }

    @Test func aSourceMayBeOneStringAndIdsMayBeMissing() throws {
        let text =
            #"{"cells": [{"cell_type": "code", "source": "a\nb", "metadata": {}}], "nbformat": 4, "metadata": {}}"#
        let notebook = try Notebook(parsing: text, file: "n.ipynb")
        #expect(notebook.cells[0].source == "a\nb")
        #expect(notebook.cells[0].id == "cell-1")
        #expect(notebook.title == "n")
    }

    @Test func withoutOutputsIsAsIfItHadNeverRun() throws {
        let notebook = try Notebook(parsing: Self.text, file: "n.ipynb").withoutOutputs
        #expect(notebook.cells[1].outputs.isEmpty && notebook.cells[1].executionCount == nil)
    }

    @Test(arguments: [
        ("{", "notebooks.syntax", "is no JSON"), ("{}", "notebooks.not_a_notebook", "no list 'cells'"),
        (#"{"cells": [], "nbformat": 3}"#, "notebooks.not_a_notebook", "its format is 3"),
        (#"{"cells": [{"cell_type": "odd"}], "nbformat": 4}"#, "notebooks.not_a_notebook", "cell 1"),
        (#"{"cells": [{"cell_type": "code"}], "nbformat": 4}"#, "notebooks.not_a_notebook", "no 'source'"),
    ]) func whatIsNoNotebookIsNamed(text: String, code: String, words: String) {
        let error = #expect(throws: WeirError.self) { try Notebook(parsing: text, file: "n.ipynb") }
        #expect(error?.code.rawValue == code)
        #expect(error?.message.contains(words) == true)
        #expect(error?.hint != nil && error?.exitCode == 2)
    }
}
