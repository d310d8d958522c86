import Foundation

exit(await WeirProgram.main())
