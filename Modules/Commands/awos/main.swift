import Foundation

exit(await AwosProgram.main())
