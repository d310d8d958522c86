import Foundation

exit(await BenchProgram.main())
