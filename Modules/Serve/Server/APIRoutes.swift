import Diagnostics
import HTTPServer
import JSON
import Warehouse

extension Site {
    /// What programs read. There is no way to send SQL: a query is one that a page holds.
    var apiRoutes: [Route] {
        [
            .get("/healthz") { _ in Answers.json(["status": "ok"]) },
            .get("/api/pages") { _ in
                Answers.json(.array(try await library.pages().map { $0.json }))
            },
            .get("/api/pages/{page}") { request in
                let page = try await library.page(request.parameters["page"] ?? "")
                let view = try await runner.view(page, request.query)
                return Answers.json(view.json, status: view.hasFailed ? 500 : 200)
            },
            .get("/api/pages/{page}/charts/{chart}") { try await pictures.answer($0) },
            .get("/api/query/{page}/{query}") { try await query($0) },
            .get("/api/runs") { _ in
                try await stateRows("select * from v_runs order by started_at desc, id desc limit 100")
            },
            .get("/api/runs/{run}") { request in
                let run = request.parameters["run"] ?? ""
                return try await stateRows("select * from v_steps where run_id = \(run) order by position")
            },
            .get("/api/checks") { _ in
                let target = options.target
                // Without the keys of failing rows: they may name people.
                return try await stateRows(
                    """
                    select suite, check_name, kind, table_name, column_name, severity, status, observed, expected,
                      rows_checked, rows_failing, message, checked_at, run_id
                    from v_check_latest where target = \(target) order by suite, check_name
                    """)
            },
            .get("/api/catalog") { _ in try await catalog() },
            .get("/api/{path...}") { request in
                Answers.json(
                    ["error": WeirError("serve.unknown_address", "there is nothing at '\(request.path)'").json],
                    status: 404)
            },
        ]
    }

    /// One query of a page, as JSON or (with `.csv` at the end) as a file.
    private func query(_ request: WebRequest) async throws -> WebResponse {
        let page = try await library.page(request.parameters["page"] ?? "")
        let asked = request.parameters["query"] ?? ""
        let isFile = asked.hasSuffix(".csv")
        let name = isFile ? String(asked.dropLast(4)) : asked
        guard let query = page.queries[name] else {
            throw WeirError.unknownQuery(name, in: Array(page.queries.keys), at: .init(file: page.file))
        }
        let (table, data) = try await runner.table(query, of: page, request.query)
        return isFile
            ? Answers.csv(table, named: name)
            : Answers.json(Answers.table(table, query.origin == .snapshot ? data : nil))
    }

    private func stateRows(_ sql: SQL) async throws -> WebResponse {
        guard let state else { throw WeirError.nothingPublished() }
        return Answers.json(try await state.read(sql).json)
    }

    private func catalog() async throws -> WebResponse {
        guard let data = try await runner.source.current() else { throw WeirError.nothingPublished() }
        let manifest = try await Manifest.read(options.manifest)
        let catalog = try await Catalog.read(data, manifest)
        return Answers.json([
            "as_of": .string(data.publishedAt.iso8601), "run": .optional(data.run), "tables": catalog.json,
            "lineage": manifest?.json ?? nil,
        ])
    }
}

extension Page {
    /// The page without its data.
    var json: JSONValue {
        [
            "name": .string(name), "title": .string(title), "description": .string(summary), "path": .string(path),
            "queries": .array(queries.keys.sorted().map(JSONValue.string)), "charts": chartsJSON,
            "errors": .array(errors.map(\.json)),
        ]
    }
}

extension PageView {
    /// The page with its data and what its inputs are set to.
    var json: JSONValue {
        var object = page.json.object ?? [:]
        object["as_of"] = .optional(data?.publishedAt.iso8601)
        object["run"] = .optional(data?.run)
        object["inputs"] = .object(JSONObject(parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }))
        let results = results.sorted { $0.key < $1.key }.map { name, result -> (String, JSONValue) in
            switch result {
            case .success(let table): (name, table.json)
            case .failure(let error): (name, ["error": error.json])
            }
        }
        object["results"] = .object(JSONObject(results))
        return .object(object)
    }
}
